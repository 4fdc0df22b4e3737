import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dropAlpha } from "../../../src/transforms/kernels/drop-alpha.ts";

describe("dropAlpha", () => {
  test("keeps three of four", () => {
    const rgba = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    assert.deepEqual([...dropAlpha(rgba)], [1, 2, 3, 5, 6, 7]);
  });
});
