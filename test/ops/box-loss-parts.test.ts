import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { boxPair, distanceLosses } from "../../src/ops/box-loss-parts.ts";
import { tensor } from "../../src/tensor/index.ts";

describe("parts of box losses", () => {
  test("overlap, hull and distance of two boxes", async () => {
    const pair = boxPair("me", tensor([[0, 0, 4, 4]]), tensor([[2, 1, 6, 3]]), 0);
    assert.equal(await pair.union.item(), 20);
    assert.equal(await pair.iou.item(), Math.fround(0.2));
    assert.deepEqual([await pair.hull[0].item(), await pair.hull[1].item()], [6, 4]);
    // centres (2, 2) and (4, 2), diagonal squared 52
    assert.ok(Math.abs((await distanceLosses(pair, 0).item()) - (0.8 + 4 / 52)) < 1e-6);
  });
});
