import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { evenIndices } from "../../../src/transforms/kernels/even-indices.ts";
import { golden } from "../golden.ts";

const counts = [...Array.from({ length: 69 }, (_, i) => i + 1), 128, 255, 256, 257];

test("evenIndices are those of torch.linspace, for every pair of lengths", () => {
  const { rows } = golden<{ rows: readonly [length: number, sha256: string][] }>("even-indices");
  assert.equal(rows.length, 61);
  for (const [length, want] of rows) {
    const text = counts.map((count) => evenIndices(length, count).join()).join(";");
    assert.equal(createHash("sha256").update(text).digest("hex"), want, `${length} frames`);
  }
});

test("evenIndices keep all of as many, and start and end at the ends", () => {
  assert.deepEqual([...evenIndices(5, 5)], [0, 1, 2, 3, 4]);
  assert.deepEqual([...evenIndices(9, 2)], [0, 8]);
  assert.deepEqual([...evenIndices(9, 1)], [0]);
  assert.deepEqual([...evenIndices(1, 3)], [0, 0, 0]);
});
