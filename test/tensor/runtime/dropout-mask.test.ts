import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dropoutMask } from "../../../src/tensor/index.ts";
import { Rng } from "../../../src/util/rng.ts";

const mask = (p: number, seed: number, n = 20_000) =>
  dropoutMask([n], p, new Rng(seed)).hostData() as Float32Array;

describe("dropoutMask", () => {
  it("holds zeros with probability p and 1 / (1 - p) elsewhere", () => {
    for (const p of [0, 0.1, 0.5, 0.75, 1]) {
      const data = mask(p, 1);
      const zeros = data.filter((value) => value === 0).length;
      const deviation = Math.sqrt(p * (1 - p) * data.length);
      assert.ok(Math.abs(zeros - p * data.length) <= 5 * deviation, `${zeros} zeros for p=${p}`);
      const kept = Math.fround(1 / (1 - p));
      assert.ok(data.every((value) => value === 0 || value === kept));
    }
  });

  it("takes one draw and repeats with the generator", () => {
    const rng = new Rng(9);
    dropoutMask([50], 0.5, rng);
    const other = new Rng(9);
    other.u32();
    assert.equal(rng.u32(), other.u32());
    assert.deepEqual(mask(0.5, 3), mask(0.5, 3));
    assert.notDeepEqual(mask(0.5, 3), mask(0.5, 4));
  });

  it("neighbours and neighbouring seeds are independent", () => {
    const [a, b] = [mask(0.5, 10), mask(0.5, 11)];
    const share = (equal: (i: number) => boolean) =>
      Array.from(a, (_, i) => equal(i)).filter(Boolean).length / a.length;
    for (const [name, got] of [
      ["neighbours", share((i) => a[i] === a[(i + 1) % a.length])],
      ["seeds", share((i) => a[i] === b[i])],
    ] as const)
      assert.ok(Math.abs(got - 0.5) < 0.018, `${name}: ${got} equal`); // five standard deviations
  });

  it("keeps the shape", () => {
    assert.deepEqual(dropoutMask([2, 0, 3], 0.5, new Rng(0)).shape, [2, 0, 3]);
  });
});
