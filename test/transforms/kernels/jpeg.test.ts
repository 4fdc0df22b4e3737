import assert from "node:assert/strict";
import { test } from "node:test";
import { jpegBytes, plain } from "../../../src/transforms/kernels/jpeg.ts";
import { quantizationSteps } from "../../../src/transforms/kernels/jpeg-tables.ts";
import { noise } from "../samples.ts";

const [luma, chroma] = [quantizationSteps(60, "luma"), quantizationSteps(60, "chroma")];

test("jpegBytes are those of the plain loops, narrow pictures included", () => {
  for (const channels of [1, 3] as const)
    for (const width of [1, 2, 3, 4, 5, 6, 15, 16, 17]) {
      const data = noise(19, width, channels, width).data as Uint8Array;
      const source = { data, width, height: 19, channels };
      assert.deepEqual(jpegBytes(source, luma, chroma), plain(source, luma, chroma));
    }
});

test("greys in three channels change as in one", () => {
  const gray = noise(16, 16, 1).data as Uint8Array;
  const rgb = Uint8Array.from({ length: 768 }, (_, i) => gray[Math.floor(i / 3)]!);
  const one = jpegBytes({ data: gray, width: 16, height: 16, channels: 1 }, luma, chroma);
  const three = jpegBytes({ data: rgb, width: 16, height: 16, channels: 3 }, luma, chroma);
  for (const [i, value] of three.entries()) assert.equal(value, one[Math.floor(i / 3)]);
});
