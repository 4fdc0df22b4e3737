// The example tables of the JPEG standard (ITU-T T.81, annex K.1), row by row, lowest frequencies first.
const luminance = [
  [16, 11, 10, 16, 24, 40, 51, 61],
  [12, 12, 14, 19, 26, 58, 60, 55],
  [14, 13, 16, 24, 40, 57, 69, 56],
  [14, 17, 22, 29, 51, 87, 80, 62],
  [18, 22, 37, 56, 68, 109, 103, 77],
  [24, 35, 55, 64, 81, 104, 113, 92],
  [49, 64, 78, 87, 103, 121, 120, 101],
  [72, 92, 95, 98, 112, 100, 103, 99],
];
const chrominance = [
  [17, 18, 24, 47, 99, 99, 99, 99],
  [18, 21, 26, 66, 99, 99, 99, 99],
  [24, 26, 56, 99, 99, 99, 99, 99],
  [47, 66, 99, 99, 99, 99, 99, 99],
  [99, 99, 99, 99, 99, 99, 99, 99],
  [99, 99, 99, 99, 99, 99, 99, 99],
  [99, 99, 99, 99, 99, 99, 99, 99],
  [99, 99, 99, 99, 99, 99, 99, 99],
];

/** The steps, 1 to 255, that an 8 x 8 block's frequencies are rounded to at a quality of 1 to 100. */
export function quantizationSteps(quality: number, kind: "luma" | "chroma"): Uint8Array {
  // The percentage of the Independent JPEG Group: 50 takes the tables as they are, 100 takes steps of 1.
  const percent = quality < 50 ? Math.trunc(5000 / quality) : 200 - 2 * quality;
  const table = kind === "luma" ? luminance : chrominance;
  return Uint8Array.from(table.flat(), (step) =>
    Math.min(255, Math.max(1, Math.trunc((step * percent + 50) / 100))),
  );
}
