import { Image } from "../sample/index.ts";

/**
 * Turns an image's pixels the way its EXIF orientation says (Pillow's `ImageOps.exif_transpose`);
 * the result has orientation 1. An image that has it already is returned as it is.
 * @example const upright = applyOrientation(await readImage("fixtures/photos/rocket.jpg"));
 */
export function applyOrientation(image: Image): Image {
  const turn = turns[image.orientation];
  if (turn === undefined) return image;
  const { data, width, height, channels } = image;
  const swapped = turn.swap;
  const w = swapped ? height : width;
  const h = swapped ? width : height;
  const out =
    data instanceof Uint8Array ? new Uint8Array(data.length) : new Float32Array(data.length);
  // (x, y) of the result comes from (fromX, fromY) of the stored pixels.
  for (let y = 0, i = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const alongX = swapped ? y : x;
      const alongY = swapped ? x : y;
      const fromX = turn.flipX ? width - 1 - alongX : alongX;
      const fromY = turn.flipY ? height - 1 - alongY : alongY;
      const from = (fromY * width + fromX) * channels;
      for (let c = 0; c < channels; c++, i++) out[i] = data[from + c]!;
    }
  }
  return new Image(out, { width: w, height: h, channels });
}

interface Turn {
  /** Rows of the result run along columns of the stored pixels. */
  readonly swap: boolean;
  /** Read the stored pixels from the right; from the bottom. */
  readonly flipX: boolean;
  readonly flipY: boolean;
}

// EXIF 2.3, tag 0x0112: where the stored first row and first column lie in the scene.
const turns: Readonly<Record<number, Turn | undefined>> = {
  2: { swap: false, flipX: true, flipY: false }, // mirrored left to right
  3: { swap: false, flipX: true, flipY: true }, // half a turn
  4: { swap: false, flipX: false, flipY: true }, // mirrored top to bottom
  5: { swap: true, flipX: false, flipY: false }, // transposed
  6: { swap: true, flipX: false, flipY: true }, // a quarter turn clockwise
  7: { swap: true, flipX: true, flipY: true }, // transposed over the other diagonal
  8: { swap: true, flipX: true, flipY: false }, // a quarter turn counter-clockwise
};
