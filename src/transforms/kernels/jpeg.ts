import { type BlockPlane, quantizeBlocks } from "./jpeg-blocks.ts";
import { joinColors, planeFor, splitColors } from "./jpeg-color.ts";
import { double, extendEdges, halve } from "./jpeg-sampling.ts";
import { colorsSimd, graySimd } from "./jpeg-simd.ts";

/** A picture's bytes, one or three channels side by side. */
export interface JpegSource {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** The bytes that are left after JPEG with these steps of 8 x 8 frequencies. */
export function jpegBytes(source: JpegSource, luma: Uint8Array, chroma: Uint8Array): Uint8Array {
  const { data, width, height, channels } = source;
  const fast =
    channels === 1
      ? graySimd(data, width, height, luma)
      : width > 4 // below, colours are doubled in another way
        ? colorsSimd(data, width, height, luma, chroma)
        : undefined;
  return fast ?? plain(source, luma, chroma);
}

/** The same in plain loops. */
export function plain(source: JpegSource, luma: Uint8Array, chroma: Uint8Array): Uint8Array {
  return source.channels === 1 ? gray(source, luma) : colors(source, luma, chroma);
}

function gray({ data, width, height }: JpegSource, steps: Uint8Array): Uint8Array {
  const plane = planeFor(width, height, 8);
  for (let y = 0; y < height; y++)
    plane.data.set(data.subarray(y * width, (y + 1) * width), y * plane.width);
  extendEdges(plane, width, height);
  quantizeBlocks(plane, steps);
  const out = new Uint8Array(data.length);
  for (let y = 0, row = 0; y < height; y++, row += plane.width)
    out.set(plane.data.subarray(row, row + width), y * width);
  return out;
}

function colors(
  { data, width, height }: JpegSource,
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
