import fc, { type Arbitrary } from "fast-check";
import {
  type BoundingBoxes,
  Image,
  type KeyPoints,
  type Mask,
  type Video,
} from "../sample/index.ts";
import { images, type PictureOptions, sizes, videos } from "./pictures.ts";
import { type BoxOptions, boundingBoxes, keyPoints, masks } from "./places.ts";

/** A sample with every kind of part, nested, and values that no transform knows. */
export interface FullSample {
  readonly image: Image;
  /** An equal picture: both must come out equal. */
  readonly twin: Image;
  readonly video: Video;
  readonly targets: readonly [BoundingBoxes, { readonly mask: Mask; readonly points: KeyPoints }];
  readonly label: number;
  readonly path: string;
  readonly none: null;
}

/** What samples to draw. */
export interface SampleOptions extends Omit<PictureOptions, "size"> {
  /** Default all six. */
  readonly formats?: BoxOptions["formats"];
}

/**
 * Nested samples with images, a video, boxes, a mask and key points of one size, and values that pass
 * through (fast-check arbitrary).
 * @example fc.assert(fc.property(samples(), (sample) => sample.image.width === sample.video.size[1]));
 */
export function samples(options: SampleOptions = {}): Arbitrary<FullSample> {
  const { maxEdge = 33, formats, ...pictures } = options;
  const kinds = pictures.kinds ?? ["bytes", "floats"];
  const channels = pictures.channels ?? [1, 3, 4];
  return fc
    .tuple(sizes(maxEdge), fc.constantFrom(...kinds), fc.constantFrom(...channels))
    .chain(([size, kind, count]) => {
      const shape = { size, kinds: [kind], channels: [count] };
      return fc.record({
        image: images(shape),
        video: videos(shape),
        boxes: boundingBoxes({ canvasSize: size, ...(formats && { formats }) }),
        mask: masks({ size }),
        points: keyPoints({ size }),
        label: fc.nat(9),
      });
    })
    .map(({ image, video, boxes, mask, points, label }) => ({
      image,
      twin: copy(image),
      video,
      targets: [boxes, { mask, points }] as const,
      label,
      path: "a.png",
      none: null,
    }));
}

/** Seeds for `new Rng(seed)`; they shrink to 0 (fast-check arbitrary). */
export function seeds(): Arbitrary<number> {
  return fc.nat(2 ** 31 - 1);
}

function copy(image: Image): Image {
  return new Image(image.data.slice() as Image["data"], image);
}
