import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  receiveTransforms,
  sendTransforms,
  shared,
} from "../../../src/datasets/loader/sendable.ts";
import { CenterCrop, fromJSON } from "../../../src/transforms/index.ts";

describe("sendTransforms and receiveTransforms", () => {
  const context = {
    dataset: async () => assert.fail(),
    transform: (json: unknown) => (json === undefined ? undefined : (fromJSON(json) as never)),
  };

  it("carry transforms as plain data", () => {
    const sent = structuredClone(
      sendTransforms("Photos", { transform: new CenterCrop(8) as never }),
    );
    const { transform, targetTransform } = receiveTransforms(sent, context);
    assert.deepEqual(transform, new CenterCrop(8));
    assert.equal(targetTransform, undefined);
  });

  it("refuse functions, and say which", () => {
    const targetTransform = (label: number) => label;
    assert.throws(() => sendTransforms("Photos", { targetTransform }), {
      message:
        /^Photos: expected a targetTransform that can be sent to a worker thread, got function targetTransform/,
    });
  });
});

describe("shared", () => {
  it("copies into memory that threads share, once", () => {
    for (const view of [new Float32Array([1, 2]), new Uint32Array([3]), Buffer.from([4])]) {
      const copy = shared(view);
      assert.ok(copy.buffer instanceof SharedArrayBuffer);
      assert.deepEqual([...copy], [...view]);
      assert.equal(shared(copy), copy);
    }
  });
});
