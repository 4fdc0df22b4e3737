import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { orthonormalColumns } from "../../src/nn/orthonormal.ts";

// PyTorch's numbers: test/nn/init.test.ts.
describe("orthonormalColumns", () => {
  it("keeps the first column's direction and turns the others to right angles", () => {
    const q = orthonormalColumns(Float32Array.of(3, 1, 4, 0), 2);
    // [3 4] / 5, and of [1 0] what is left at right angles: [4 -3] / 5
    [0.6, 0.8, 0.8, -0.6].forEach((want, i) => {
      assert.ok(Math.abs(q[i]! - want) < 1e-6, `${q}`);
    });
  });

  it("leaves orthonormal columns and a column of zeros without NaN", () => {
    assert.deepEqual([...orthonormalColumns(Float32Array.of(1, 0, 0, 1), 2)], [1, 0, 0, 1]);
    assert.ok(orthonormalColumns(new Float32Array(6), 3).every(Number.isFinite));
  });
});
