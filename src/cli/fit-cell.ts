import { BoundingBoxes, type Image, isRotatedBoundingFormat } from "../sample/index.ts";
import { functional } from "../transforms/index.ts";

/** A picture as it is shown, with the boxes on it. */
export interface Shown {
  readonly image: Image;
  readonly boxes?: BoundingBoxes | undefined;
}

/**
 * The picture made to fit a square of `cell` pixels: larger ones are resized, those of at most half
 * its side are enlarged by a whole factor, so that their pixels are seen. Boxes follow.
 */
export function fitCell({ image, boxes }: Shown, cell: number): Shown {
  const longest = Math.max(image.height, image.width);
  const factor = longest > cell ? cell / longest : Math.floor(cell / longest);
  if (factor === 1) return { image, boxes };
  const size = [image.height, image.width].map((side) => Math.max(1, Math.round(side * factor)));
  const [height, width] = size as [number, number];
  const interpolation = factor > 1 ? "nearest" : "bilinear";
  return {
    image: functional.resize(image, [height, width], { interpolation }),
    boxes: boxes === undefined ? undefined : scaled(boxes, [height, width]),
  };
}

// `resize` would make rectangles around turned boxes; their corners keep the turn.
function scaled(boxes: BoundingBoxes, size: readonly [number, number]): BoundingBoxes {
  if (!isRotatedBoundingFormat(boxes.format)) return functional.resize(boxes, size);
  const quads = functional.convertBoundingBoxFormat(boxes, "XYXYXYXY");
  const [sy, sx] = [size[0] / boxes.canvasSize[0], size[1] / boxes.canvasSize[1]];
  const data = quads.data.map((value, i) => value * (i % 2 === 0 ? sx : sy));
  return new BoundingBoxes(data, { format: "XYXYXYXY", canvasSize: size });
}
