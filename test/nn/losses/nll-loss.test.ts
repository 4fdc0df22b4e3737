import assert from "node:assert/strict";
import { it } from "node:test";
import { NLLLoss } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { lossSuite } from "../loss-golden.ts";

lossSuite("NLLLoss");

const labels = (values: readonly number[]) => tensor(values, { dtype: "int64" });

it("NLLLoss refuses labels that are no class, unless they are ignored", async () => {
  const logs = tensor([
    [-1, -2],
    [-3, -4],
  ]);
  assert.throws(() => new NLLLoss().forward(logs, labels([0, 2])), {
    message:
      "nllLoss: expected labels in [0, 1], got { label: 2, row: 1 }; " +
      "check the class count of the model",
  });
  assert.equal(await new NLLLoss({ ignoreIndex: 2 }).forward(logs, labels([0, 2])).item(), 1);
  assert.throws(() => new NLLLoss({ weight: tensor([1]) }).forward(logs, labels([0, 1])), /\[2\]/);
});

it("NLLLoss counts computed labels as PyTorch counts given ones", async () => {
  const computed = labels([0, -101]).add(1);
  const loss = new NLLLoss().forward(
    tensor([
      [-1, -2],
      [-3, -4],
    ]),
    computed,
  );
  assert.equal(await loss.item(), 2);
});
