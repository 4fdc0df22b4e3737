import assert from "node:assert/strict";
import { test } from "node:test";
import { normalNoise } from "../../../src/transforms/kernels/normal-noise.ts";
import { normalFill } from "../../../src/util/normal-fill.ts";
import { Rng } from "../../../src/util/rng.ts";

test("normalNoise draws what normalFill draws, and as many numbers", () => {
  for (const length of [0, 1, 15, 16, 17, 63, 64, 65, 160, 5000]) {
    const [rng, plain] = [new Rng(length), new Rng(length)];
    assert.deepEqual(normalNoise(length, rng), normalFill(length, 0, 1, plain));
    assert.equal(rng.u32(), plain.u32());
  }
});

test("normalNoise scales in float32, a step at a time", () => {
  const scale = { mean: 0.1, sigma: 0.7 };
  const got = normalNoise(80, new Rng(1), scale);
  const { fround } = Math;
  const want = normalFill(80, 0, 1, new Rng(1)).map(
    (value) => fround(0.1) + fround(value * fround(0.7)),
  );
  assert.deepEqual(got, want);
});
