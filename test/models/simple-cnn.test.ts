import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SimpleCnn, type SimpleCnnOptions } from "../../src/models/simple-cnn.ts";
import { noGrad, zeros } from "../../src/tensor/index.ts";

function shapesOf(model: SimpleCnn): Record<string, string> {
  const named = model.namedParameters();
  return Object.fromEntries(named.map(([name, { shape }]) => [name, shape.join("x")]));
}

describe("SimpleCnn", () => {
  it("has PyTorch's parameter names and shapes", () => {
    assert.deepEqual(shapesOf(new SimpleCnn()), {
      "features.0.weight": "16x1x3x3",
      "features.0.bias": "16",
      "features.3.weight": "32x16x3x3",
      "features.3.bias": "32",
      "classifier.2.weight": "10x1568",
      "classifier.2.bias": "10",
    });
    const count = new SimpleCnn().parameters().reduce((sum, { shape }) => {
      return sum + shape.reduce((a, b) => a * b, 1);
    }, 0);
    assert.equal(count, 9 * 16 + 16 + 9 * 16 * 32 + 32 + 1568 * 10 + 10);
  });

  it("takes images of 8 to 128 pixels, and leaves maps of 4 to 7", () => {
    for (let size = 8; size <= 128; size++) {
      const model = new SimpleCnn({ size, channels: 3, numClasses: 5, widths: undefined as never });
      assert.equal(model.size, size);
      const features = noGrad(() => model.features.forward(zeros([2, 3, size, size])));
      const side = features.shape[3]!;
      assert.ok(side >= 4 && side <= 7, `${size} -> ${side}`);
      assert.deepEqual(model.forward(zeros([2, 3, size, size])).shape, [2, 5]);
    }
    const { features } = new SimpleCnn({ size: 128 });
    const widths = [0, 3, 6, 9, 12].map((i) => features.stateDict().get(`${i}.weight`)!.shape[0]);
    assert.deepEqual(widths, [16, 32, 64, 128, 128]);
  });

  it("takes widths of one's own, and as many blocks as the size allows", () => {
    assert.deepEqual(shapesOf(new SimpleCnn({ size: 8, widths: [2, 3, 4], numClasses: 2 })), {
      "features.0.weight": "2x1x3x3",
      "features.0.bias": "2",
      "features.3.weight": "3x2x3x3",
      "features.3.bias": "3",
      "features.6.weight": "4x3x3x3",
      "features.6.bias": "4",
      "classifier.2.weight": "2x4",
      "classifier.2.bias": "2",
    });
    const flat = new SimpleCnn({ size: 8, widths: [], numClasses: 2 });
    assert.deepEqual(flat.forward(zeros([1, 1, 8, 8])).shape, [1, 2]);
  });

  it("takes lists of widths: one convolution each, a pooling a block", async () => {
    const model = new SimpleCnn({ size: 8, widths: [2, [3, 4]], numClasses: 2, batchNorm: true });
    const convolutions = Object.entries(shapesOf(model)).filter(([, shape]) => /x3x3$/.test(shape));
    assert.deepEqual(Object.fromEntries(convolutions), {
      "features.0.weight": "2x1x3x3",
      "features.4.weight": "3x2x3x3",
      "features.7.weight": "4x3x3x3",
    });
    const features = noGrad(() => model.features.forward(zeros([5, 1, 8, 8])));
    assert.deepEqual(features.shape, [5, 4, 2, 2]);
    const single = new SimpleCnn({ size: 8, widths: [[2], [3]], numClasses: 2 });
    assert.deepEqual(
      shapesOf(single),
      shapesOf(new SimpleCnn({ size: 8, widths: [2, 3], numClasses: 2 })),
    );
  });

  it("refuses options that no net has", () => {
    const bad: [object, RegExp][] = [
      [{ numClasses: 0 }, /numClasses/],
      [{ channels: 1.5 }, /channels/],
      [{ size: 7 }, /size to be a whole number >= 8, got 7/],
      [{ size: "28" }, /size/],
      [{ widths: [16, 0] }, /widths/],
      [{ widths: 16 }, /widths to be a list/],
      [{ widths: [16, []] }, /a convolution in each block/],
      [{ widths: [[16, 0.5]] }, /widths/],
      [{ size: 15, widths: [1, 1, 1, 1] }, /at most 3 blocks for 15 pixels/],
      [{ dropout: 1.5 }, /p to be a finite number in \[0, 1\]/],
      [{ numClases: 3 }, /options that it has, got "numClases"/],
    ];
    for (const [options, message] of bad) {
      assert.throws(() => new SimpleCnn(options as SimpleCnnOptions), {
        code: "INVALID_ARGUMENT",
        message,
      });
    }
  });

  it("drops features only while training", async () => {
    const model = new SimpleCnn({ size: 8 });
    const x = zeros([1, 1, 8, 8]);
    const run = async () => [...(await noGrad(() => model.forward(x)).data())];
    assert.notDeepEqual(await run(), await run());
    model.eval();
    assert.deepEqual(await run(), await run());
  });
});
