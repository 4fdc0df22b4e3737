import type { PixelData } from "../../sample/index.ts";

/** Values for a rectangle: that of channel c, row y and column x is `data[c * plane + y * row + x * column]`. */
export interface EraseValues {
  readonly data: ArrayLike<number>;
  /** Steps between neighbours; 0 repeats a value. */
  readonly plane: number;
  readonly row: number;
  readonly column: number;
}

/** Where the rectangle is: its first value, its sizes in pixels, and the length of the picture's rows. */
export interface EraseArea {
  readonly start: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly stride: number;
}

/** Writes the values over a rectangle of `out`; bytes lose their fraction and wrap around at 256. */
export function eraseInto(
  out: PixelData,
  { start, height, width, channels, stride }: EraseArea,
  { data, plane, row, column }: EraseValues,
): void {
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < height; y++) {
      let o = start + y * stride + c;
      let s = c * plane + y * row;
      for (let x = 0; x < width; x++, o += channels, s += column) out[o] = data[s]!;
    }
  }
}
