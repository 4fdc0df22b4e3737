import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import {
  closeEngine,
  currentDevice,
  engineName,
  ones,
  setDevice,
  tensor,
} from "../../src/tensor/index.ts";

after(() => setDevice("cpu"));

describe("setDevice", () => {
  it("computes on the cpu unless told otherwise", async () => {
    assert.equal(currentDevice(), "cpu");
    await setDevice("cpu");
    assert.equal(await tensor([1, 2]).sum().item(), 3);
  });

  it("refuses what it does not know, and what does not work here, and changes nothing", async () => {
    await assert.rejects(setDevice("tpu" as never), /setDevice: expected device/);
    // CUDA needs libraries that the npm package does not carry.
    await assert.rejects(setDevice("cuda"), {
      code: "ENGINE",
      message: /^setDevice: expected a device that works here \(cpu.*\), got "cuda: /,
    });
    assert.equal(currentDevice(), "cpu");
    assert.equal(await tensor([1, 2]).sum().item(), 3);
  });

  it("computes in a thread of its own, training included, and joins it", async () => {
    await setDevice("cpu", { thread: true });
    assert.match(await engineName(), /in a thread$/);
    const w = ones([3], { requiresGrad: true });
    for (let i = 1; i <= 5; i++) {
      w.zeroGrad();
      w.mul(tensor([1, 2, 3]))
        .sum()
        .backward();
      const next = w.sub(w.grad!.mul(0.5)).detach();
      await next.data();
      w.assign(next);
    }
    assert.deepEqual(await w.toArray(), [1 - 2.5, 1 - 5, 1 - 7.5]);
    const under = ones([300, 300])
      .matmul(ones([300, 300]))
      .sum()
      .item();
    await closeEngine();
    assert.equal(await under, 300 ** 3);
    assert.equal(await tensor([4]).sqrt().item(), 2, "a new thread was opened");
    await setDevice("cpu");
    assert.doesNotMatch(await engineName(), /thread/);
  });
});
