import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { shiftHueFloatsInto } from "../../../src/transforms/kernels/hue-floats.ts";
import { within } from "../pictures.ts";
import { floatNoise } from "../samples.ts";

describe("shiftHueFloatsInto", () => {
  const src = floatNoise(15, 15).data as Float32Array;
  const shifted = (shift: number) => {
    const out = new Float32Array(src.length);
    shiftHueFloatsInto(out, src, shift);
    return out;
  };

  test("by 0 or a full turn changes nothing, by thirds permutes the channels", () => {
    within(shifted(0), src, 1e-6);
    within(shifted(1), src, 1e-6);
    const turned = src.map((_, i) => src[i - (i % 3) + ((i + 2) % 3)]!);
    within(shifted(1 / 3), turned, 1e-6);
  });

  test("and back is where it was, in place", () => {
    for (const shift of [0.1, -0.37, 0.5]) {
      const out = shifted(shift);
      shiftHueFloatsInto(out, out, -shift);
      within(out, src, 2e-6);
    }
  });

  test("keeps greys, black included", () => {
    const greys = Float32Array.of(0, 0, 0, 0.4, 0.4, 0.4);
    const out = new Float32Array(6);
    shiftHueFloatsInto(out, greys, 0.3);
    assert.deepEqual(out, greys);
  });
});
