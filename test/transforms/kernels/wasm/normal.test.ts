import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { noiseSimd, plain } from "../../../../src/transforms/kernels/normal-noise.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { Rng } from "../../../../src/util/rng.ts";
import { law, soil } from "./blocks.ts";

const absent = withSimd("normal", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

describe("SIMD normal numbers have the bits of the plain ones", { skip }, () => {
  const scales = fc.constantFrom(
    { mean: 0, sigma: 1 },
    { mean: 0.1, sigma: 0.3 },
    { mean: -25.5, sigma: 0 },
  );
  const lengths = fc.integer({ min: 16, max: 9000 });

  law("for any length, seed and scale", [lengths, fc.nat(), scales], (length, seed, scale) => {
    const [rng, other] = [new Rng(seed), new Rng(seed)];
    soil("normal");
    assert.deepEqual(noiseSimd(length, rng, scale), plain(length, other, scale));
    assert.equal(rng.u32(), other.u32());
  });

  test("at the ends: no radius, the largest one, and every angle by sixteenths", () => {
    // a generator that gives what the test asks for
    const given = (values: readonly number[]) => {
      const rng = new Rng(0);
      rng.fill = (out) => out.set(values.slice(0, out.length));
      return rng;
    };
    const last = 1 - 2 ** -24;
    for (let i = 0; i < 16; i++) {
      const radii = [0, 2 ** -24, 1e-3, 0.25, 1 - Math.SQRT1_2, 0.5, 0.999, last];
      const angles = [0, 2 ** -24, i / 16, i / 16 + 2 ** -20, i / 16 + 1 / 32, 0.5, 0.75, last];
      const values = [...radii, ...angles].map(Math.fround);
      const scale = { mean: 0, sigma: 1 };
      assert.deepEqual(noiseSimd(16, given(values), scale), plain(16, given(values), scale));
    }
  });
});
