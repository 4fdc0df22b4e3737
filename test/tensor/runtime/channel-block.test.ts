import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Lowered } from "../../../src/tensor/lower.ts";
import { findChannelBlock } from "../../../src/tensor/runtime/channel-block.ts";
import { RuntimeOwner } from "../../../src/tensor/runtime/runtime-owner.ts";

// A runtime whose blocked convolution is right for blocks of this size alone.
const runtimeOf = (right: number) => async (lowered: Lowered) => {
  const shapes = lowered.model.initializers.map(({ data }) => [...data].map(Number));
  const block = shapes.find((shape) => shape.length === 5)![1];
  return {
    run: async () =>
      [[block === right ? 1 : 2], [1]].map((data) => ({ data: Int8Array.from(data) })),
    close: async () => {},
  };
};

describe("findChannelBlock", () => {
  it("finds the size that gives the right numbers, and 1 where none does", async () => {
    for (const size of [16, 8])
      assert.equal(await findChannelBlock(runtimeOf(size) as never), size);
    assert.equal(await findChannelBlock(runtimeOf(4) as never), 1);
  });

  it("gives 1 where the runtime refuses the operators", async () => {
    const refuse = async () => {
      throw new Error("no such domain");
    };
    assert.equal(await findChannelBlock(refuse), 1);
  });

  it("is asked of the runtime once, here and in a thread with the same answer", async () => {
    const answers: (number | undefined)[] = [];
    for (const thread of [false, true]) {
      const owner = new RuntimeOwner({ threads: 1, device: "cpu", thread });
      assert.equal(owner.channelBlock, undefined);
      await owner.use(() => owner.findChannelBlock());
      answers.push(owner.channelBlock);
      await owner.close();
    }
    assert.ok([1, 8, 16].includes(answers[0]!), String(answers[0]));
    assert.equal(answers[1], answers[0]);
  });
});
