import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { noiseSimd } from "../../../../src/transforms/kernels/normal-noise.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { normalFill } from "../../../../src/util/normal-fill.ts";
import { Rng } from "../../../../src/util/rng.ts";
import { law, soil } from "./blocks.ts";

const absent = withSimd("normal", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

describe("SIMD normal numbers have the bits of the plain ones", { skip }, () => {
  law("for any length and seed", [fc.integer({ min: 16, max: 9000 }), fc.nat()], (length, seed) => {
    const [rng, plain] = [new Rng(seed), new Rng(seed)];
    soil("normal");
    assert.deepEqual(noiseSimd(length, rng), normalFill(length, 0, 1, plain));
    assert.equal(rng.u32(), plain.u32());
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
      assert.deepEqual(noiseSimd(16, given(values)), normalFill(16, 0, 1, given(values)));
    }
  });
});
