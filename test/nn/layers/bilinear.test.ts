import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Bilinear } from "../../../src/nn/index.ts";
import { realize, zeros } from "../../../src/tensor/index.ts";
import { bilinearCases, convSuite, makeConv } from "../conv-golden.ts";
import { assertClose, unpack } from "../golden.ts";

convSuite("Bilinear");

describe("Bilinear", () => {
  for (const [call, want] of Object.entries(bilinearCases)) {
    it(`${call} computes what PyTorch's does`, async () => {
      const layer = makeConv(call) as unknown as Bilinear;
      const [x1, x2] = want.inputs.map((input) => unpack(input).setRequiresGrad());
      const out = layer.forward(x1!, x2!);
      out.mul(unpack(want.weights)).sum().backward();
      const grads = layer.namedParameters().map(([name, { grad }]) => [name, grad!] as const);
      await realize(out, x1!.grad!, x2!.grad!, ...grads.map(([, grad]) => grad));
      assertClose(out, want.out, 1e-5, "output");
      assertClose(x1!.grad!, want.gradInputs[0]!, 1e-4, "gradient of x1");
      assertClose(x2!.grad!, want.gradInputs[1]!, 1e-4, "gradient of x2");
      assert.equal(grads.length, Object.keys(want.grads).length);
      for (const [name, grad] of grads) assertClose(grad, want.grads[name]!, 1e-4, name);
    });
  }

  it("refuses inputs that do not fit", () => {
    const layer = new Bilinear(3, 4, 5);
    assert.throws(() => layer.forward(zeros([2, 3]), zeros([2, 3])), {
      message:
        "bilinear: expected inputs [..., 3] and [..., 4] (weight [5,3,4]), " +
        "got [[2, 3], [2, 3]]; check in1Features and in2Features",
    });
    assert.throws(() => layer.forward(zeros([2, 3]), zeros([3, 4])), /last dimension only/);
    assert.throws(() => new Bilinear(0, 1, 1), /Bilinear: expected in1Features/);
  });
});
