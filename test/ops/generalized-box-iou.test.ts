import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { generalizedBoxIou } from "../../src/ops/index.ts";
import { tensor } from "../../src/tensor/index.ts";
import { pairTests } from "./pair-golden.ts";

describe("generalizedBoxIou", () => {
  pairTests("generalized", generalizedBoxIou, 2.5e-7); // a few float32 steps of numbers near 1

  test("is 1 for a box and itself, and negative for boxes far apart", () => {
    const boxes = tensor([[0, 0, 2, 2]]);
    const far = tensor([[50, 50, 51, 52]]);
    const [same] = generalizedBoxIou(boxes, boxes).hostData() as Float32Array;
    assert.ok(Math.abs(same! - 1) < 1e-6);
    assert.ok((generalizedBoxIou(boxes, far).hostData() as Float32Array)[0]! < -0.9);
  });
});
