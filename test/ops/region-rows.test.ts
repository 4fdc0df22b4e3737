import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checkOutputSize, checkScale, featureMaps, regionRows } from "../../src/ops/region-rows.ts";
import { tensor, zeros } from "../../src/tensor/index.ts";

describe("regions of feature maps", () => {
  test("are rows with their map, from tensors or lists", () => {
    const lists = [tensor([[1, 2, 3, 4]]), zeros([0, 4]), tensor([[5, 6, 7, 8]])];
    assert.deepEqual([...regionRows("me", lists, 3)], [0, 1, 2, 3, 4, 2, 5, 6, 7, 8]);
    const rows = tensor([[1, 5, 6, 7, 8]], { dtype: "float64" });
    assert.deepEqual([...regionRows("me", rows, 2)], [1, 5, 6, 7, 8]);
    assert.throws(() => regionRows("me", lists, 2), /map to be a whole number in \[0, 1\], got 2/);
    assert.throws(() => regionRows("me", [3] as never, 2), /or a list of boxes \[l, 4\]/);
  });

  test("are finite", () => {
    const far = tensor([[0, 1, 2, Number.POSITIVE_INFINITY, 4]]);
    assert.throws(() => regionRows("me", far, 1), /me: expected finite coordinates, got Infinity/);
  });

  test("sizes and scales are checked", () => {
    assert.deepEqual(checkOutputSize("me", 7), [7, 7]);
    assert.deepEqual(checkOutputSize("me", [2, 3]), [2, 3]);
    assert.throws(() => checkScale("me", -1), /spatialScale/);
    const maps = featureMaps("me", zeros([1, 2, 3, 4]));
    assert.deepEqual([maps.count, maps.channels, maps.height, maps.width], [1, 2, 3, 4]);
    assert.throws(() => featureMaps("me", zeros([1, 2, 3, 4], { dtype: "float64" })), /float32/);
  });
});
