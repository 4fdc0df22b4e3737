import assert from "node:assert/strict";
import { it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { realize, type Tensor, uniform } from "../../src/tensor/index.ts";

// One test in a process of its own: the hint comes once a process.
it("a second computation of what was not kept is right, and told once", async () => {
  const warnings: Error[] = [];
  process.on("warning", (warning) => warnings.push(warning));
  const x = uniform([4, 4]);
  const chain = (): [Tensor, Tensor] => {
    const inner = x.matmul(x).sigmoid().tanh().exp();
    return [inner, inner.sum()];
  };

  const [kept, sumOfKept] = chain();
  kept.keep();
  await sumOfKept.item();
  await kept.data();
  await setImmediate();
  assert.equal(warnings.length, 0, "nothing is computed twice");

  for (let i = 0; i < 2; i++) {
    const [inner, sum] = chain();
    await sum.item();
    await inner.data();
    assert.deepEqual(await inner.toArray(), await kept.toArray());
  }
  const [each, sumOfEach] = chain();
  await realize(each, sumOfEach);
  await setImmediate();
  assert.equal(warnings.length, 1);
  const [told] = warnings as (Error & { code?: string })[];
  assert.match(told!.message, /^3 operations \(the first: matmul\) .* call keep\(\)/);
  assert.equal(told!.code, "TSVISION_REPEATED");
});
