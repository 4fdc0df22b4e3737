import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor } from "../../../src/tensor/index.ts";
import type { TensorType } from "../../../src/tensor/op.ts";
import {
  broadcastType,
  comparisonType,
  floatType,
  requireFloat,
  requireRank,
  sameType,
  sumTo,
} from "../../../src/tensor/ops/types.ts";

const float: TensorType = { shape: [2, 1], dtype: "float32" };
const int: TensorType = { shape: [3], dtype: "int64" };

describe("type rules", () => {
  it("keep, broadcast and compare types", () => {
    assert.equal(sameType([int]), int);
    assert.equal(floatType("exp")([float]), float);
    assert.deepEqual(broadcastType("add")([float, int]), { shape: [2, 3], dtype: "float32" });
    assert.deepEqual(comparisonType("eq")([int, int]), { shape: [3], dtype: "bool" });
  });

  it("refuse other kinds by name", () => {
    assert.throws(() => floatType("exp")([int]), {
      message: 'exp: expected a floating-point tensor, got "int64"; convert with .to("float32")',
    });
    assert.throws(() => requireFloat("log", int), /^VisionError: log: expected a floating-point/);
    assert.throws(() => requireRank("conv2d", "a weight", int, 4), {
      message:
        "conv2d: expected a weight of 4 dimensions, got [3]; reshape it, or check what came before",
    });
  });
});

describe("sumTo", () => {
  it("sums over what broadcasting repeated", async () => {
    const g = tensor([
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    assert.equal(sumTo(g, [1, 2, 2]), g);
    assert.deepEqual(await sumTo(g, [2]).toArray(), [4, 6]);
    assert.deepEqual(await sumTo(g, [2, 1]).toArray(), [[3], [7]]);
    assert.deepEqual(await sumTo(g, []).toArray(), 10);
  });
});
