import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { generalizedBoxIouLoss } from "../../src/ops/index.ts";
import { tensor, zeros } from "../../src/tensor/index.ts";
import { boxLossTests } from "./loss-golden.ts";

describe("generalizedBoxIouLoss", () => {
  boxLossTests("generalized_box_iou_loss", generalizedBoxIouLoss);

  test("is 0 for a box and itself, and for no boxes", async () => {
    const boxes = tensor([[0, 0, 2, 2]]);
    assert.ok(Math.abs(await generalizedBoxIouLoss(boxes, boxes).item()) < 1e-6);
    const none = zeros([0, 4]);
    assert.equal(await generalizedBoxIouLoss(none, none, { reduction: "mean" }).item(), 0);
  });

  test("refuses boxes without a target each", () => {
    assert.throws(
      () => generalizedBoxIouLoss(zeros([2, 4]), zeros([1, 4])),
      /^VisionError: generalizedBoxIouLoss: expected boxes of one shape/,
    );
    assert.throws(
      () => generalizedBoxIouLoss(zeros([2, 3]), zeros([2, 3])),
      /boxes1 as a tensor \[n, 4\]/,
    );
  });
});
