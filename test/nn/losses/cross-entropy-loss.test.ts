import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CrossEntropyLoss, type Reduction } from "../../../src/nn/index.ts";
import { ones, tensor, zeros } from "../../../src/tensor/index.ts";
import { assertClose, golden, type Packed, unpack } from "../golden.ts";
import { lossSuite } from "../loss-golden.ts";

interface LossCase {
  readonly reduction: Reduction;
  readonly logits: Packed;
  readonly targets: readonly number[];
  readonly out: Packed;
  readonly gradLogits: Packed;
}

const labels = (values: readonly number[]) => tensor(values, { dtype: "int64" });

lossSuite("CrossEntropyLoss");

describe("CrossEntropyLoss", () => {
  for (const { reduction, logits, targets, out, gradLogits } of golden<{ cases: LossCase[] }>(
    "losses",
  ).cases) {
    it(`${reduction} over [${logits.shape}] is PyTorch's`, async () => {
      const x = unpack(logits).setRequiresGrad();
      const loss = new CrossEntropyLoss({ reduction }).forward(x, labels(targets));
      loss.backward({ gradient: ones(loss.shape) });
      await x.grad!.data();
      await loss.data();
      assertClose(loss, out, 1e-5, "loss");
      assertClose(x.grad!, gradLogits, 1e-4, "gradient");
    });
  }

  it("gives 0.41702995 for the course's example", async () => {
    const loss = new CrossEntropyLoss().forward(tensor([[2, 1, 0.1]]), labels([0]));
    assert.ok(Math.abs((await loss.item()) - 0.41702995) < 1e-7);
  });

  it("is NaN for an empty batch, as PyTorch's", async () => {
    const loss = new CrossEntropyLoss().forward(zeros([0, 3]), labels([]));
    assert.ok(Number.isNaN(await loss.item()));
  });

  it("stays finite for logits that overflow exp", async () => {
    const loss = new CrossEntropyLoss().forward(tensor([[1000, -1000]]), labels([1]));
    assert.equal(await loss.item(), 2000);
  });

  it("refuses what is no batch of logits and labels", () => {
    const loss = new CrossEntropyLoss();
    assert.throws(() => loss.forward(zeros([]), labels([0])), {
      message:
        "CrossEntropyLoss: expected logits [n, classes], [classes] or [n, classes, ...], got []; " +
        "flatten the model's output",
    });
    assert.throws(() => loss.forward(zeros([3]), labels([0])), /expected targets int64 \[\]/);
    assert.throws(() => loss.forward(zeros([2, 3]), labels([0])), {
      message:
        "CrossEntropyLoss: expected targets int64 [2], a class number each, " +
        'got "int64 [1]"; check the labels',
    });
    assert.throws(() => loss.forward(zeros([2, 3]), zeros([2])), /got "float32 \[2\]"/);
    assert.throws(() => loss.forward(zeros([2, 3]), labels([0, 3])), {
      message:
        "CrossEntropyLoss: expected labels in [0, 2], got { label: 3, row: 1 }; " +
        "check the class count of the model",
    });
    assert.throws(() => loss.forward(zeros([2, 3]), labels([-1, 0])), /label: -1, row: 0/);
    assert.throws(() => new CrossEntropyLoss({ reduction: "avg" as never }), /one of mean, sum/);
  });

  it("refuses settings that fit no classes", () => {
    assert.throws(() => new CrossEntropyLoss({ labelSmoothing: 2 }), /in \[0, 1\], got 2/);
    assert.throws(() => new CrossEntropyLoss({ ignoreIndex: 0.5 }), /ignoreIndex to be a whole/);
    assert.throws(() => new CrossEntropyLoss({ weight: zeros([2, 2]) }), /a float weight/);
    const two = new CrossEntropyLoss({ weight: zeros([2]) });
    assert.throws(() => two.forward(zeros([1, 3]), labels([0])), /a weight \[3\], got \[2\]/);
    const ignoring = new CrossEntropyLoss({ ignoreIndex: 1 });
    assert.throws(() => ignoring.forward(zeros([1, 3]), zeros([1, 3])), /beside probabilities/);
  });

  it("passes labels of ignoreIndex, and gives NaN where no label counts, as PyTorch", async () => {
    const loss = new CrossEntropyLoss();
    assert.equal(
      await loss
        .forward(
          tensor([
            [0, 0],
            [1, 5],
          ]),
          labels([0, -100]),
        )
        .item(),
      Math.fround(Math.LN2),
    );
    assert.ok(Number.isNaN(await loss.forward(zeros([1, 2]), labels([-100])).item()));
  });
});
