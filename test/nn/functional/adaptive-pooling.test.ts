import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  adaptiveAvgPool2d,
  adaptiveMaxPool2d,
} from "../../../src/nn/functional/adaptive-pooling.ts";
import { tensor } from "../../../src/tensor/index.ts";

describe("adaptiveAvgPool2d, adaptiveMaxPool2d", () => {
  it("let windows overlap where the sizes do not divide", async () => {
    const x = tensor([[[1, 2, 4]]]);
    assert.deepEqual(await adaptiveAvgPool2d(x, [1, 2]).toArray(), [[[1.5, 3]]]);
    assert.deepEqual(await adaptiveMaxPool2d(x, [1, 2]).toArray(), [[[2, 4]]]);
    assert.deepEqual(await adaptiveMaxPool2d(x, [null, 1]).toArray(), [[[4]]]);
  });
});
