import { Image } from "../../sample/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { type BlockPlane, quantizeBlocks } from "../kernels/jpeg-blocks.ts";
import { joinColors, planeFor, splitColors } from "../kernels/jpeg-color.ts";
import { double, extendEdges, halve } from "../kernels/jpeg-sampling.ts";
import { quantizationSteps } from "../kernels/jpeg-tables.ts";
import { checkOpaque, onPicture, type PicturePart } from "./on-picture.ts";

/**
 * What is left of a picture of bytes after it was stored as JPEG of `quality` 1 to 100 (torchvision's
 * `jpeg`): the bytes of libjpeg with its defaults, colours halved along both axes, without the file
 * in between. Throws unless the pixels are bytes of 1 or 3 channels.
 * @example const worn = jpeg(image, 30);
 */
export function jpeg<Part extends PicturePart>(part: Part, quality: number): Part {
  checkInteger("jpeg", "quality", quality, { low: 1, high: 100 });
  const luma = quantizationSteps(quality, "luma");
  const chroma = quantizationSteps(quality, "chroma");
  return onPicture("jpeg", part, (image) => {
    if (!(image.data instanceof Uint8Array))
      throw expected("jpeg", "pixels as bytes", "floats", "put it before ToTensor");
    checkOpaque("jpeg", image);
    const { data, width, height, channels } = image;
    const worn =
      channels === 1
        ? grayThrough(data, width, height, luma)
        : colorsThrough(data, width, height, luma, chroma);
    return new Image(worn, image);
  });
}

function grayThrough(
  data: Uint8Array,
  width: number,
  height: number,
  steps: Uint8Array,
): Uint8Array {
  const plane = planeFor(width, height, 8);
  for (let y = 0; y < height; y++)
    plane.data.set(data.subarray(y * width, (y + 1) * width), y * plane.width);
  extendEdges(plane, width, height);
  quantizeBlocks(plane, steps);
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = y * plane.width;
    out.set(plane.data.subarray(row, row + width), y * width);
  }
  return out;
}

function colorsThrough(
  data: Uint8Array,
  width: number,
  height: number,
  lumaSteps: Uint8Array,
  chromaSteps: Uint8Array,
): Uint8Array {
  const luma = planeFor(width, height, 8);
  const [blue, red] = [planeFor(width, height, 16), planeFor(width, height, 16)];
  splitColors(data, width, height, [luma, blue, red]);
  extendEdges(luma, width, height);
  quantizeBlocks(luma, lumaSteps);
  const through = (plane: BlockPlane): BlockPlane => {
    extendEdges(plane, width, height);
    const small = halve(plane, height);
    quantizeBlocks(small, chromaSteps);
    return double(small, width, height);
  };
  return joinColors([luma, through(blue), through(red)], width, height);
}
