import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { joinColors, planeFor, splitColors } from "../../../src/transforms/kernels/jpeg-color.ts";

const through = (rgb: readonly number[]) => {
  const planes = [planeFor(1, 1, 1), planeFor(1, 1, 1), planeFor(1, 1, 1)] as const;
  splitColors(Uint8Array.from(rgb), 1, 1, planes);
  return { planes: planes.map(({ data }) => data[0]), back: [...joinColors(planes, 1, 1)] };
};

describe("JPEG's colours", () => {
  test("greys have neutral colour and come back as they were", () => {
    for (let value = 0; value < 256; value++) {
      const { planes, back } = through([value, value, value]);
      assert.deepEqual(planes, [value, 128, 128]);
      assert.deepEqual(back, [value, value, value]);
    }
  });

  test("primaries are those of JFIF", () => {
    assert.deepEqual(through([255, 0, 0]).planes, [76, 85, 255]);
    assert.deepEqual(through([0, 255, 0]).planes, [150, 44, 21]);
    assert.deepEqual(through([0, 0, 255]).planes, [29, 255, 107]);
  });

  test("colours come back within a few levels", () => {
    for (let i = 0; i < 4096; i++) {
      const rgb = [(i & 15) * 17, ((i >> 4) & 15) * 17, (i >> 8) * 17];
      const { back } = through(rgb);
      for (const [c, value] of back.entries()) assert.ok(Math.abs(value - rgb[c]!) <= 2, `${rgb}`);
    }
  });

  test("planes have whole blocks", () => {
    const { width, height, data } = planeFor(17, 8, 8);
    assert.deepEqual([width, height, data.length], [24, 8, 192]);
  });
});
