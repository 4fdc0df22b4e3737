import assert from "node:assert/strict";
import { test } from "node:test";
import { efficientNetRows, variants } from "../../src/models/efficientnet-layouts.ts";

test("variants scale widths to multiples of 8 and block counts up", () => {
  assert.deepEqual(
    efficientNetRows(variants.b7).map(({ into, out, count }) => [into, out, count]),
    [
      [64, 32, 4],
      [32, 48, 7],
      [48, 80, 7],
      [80, 160, 10],
      [160, 224, 10],
      [224, 384, 13],
      [384, 640, 4],
    ],
  );
  assert.equal(efficientNetRows(variants.v2_s)[0]?.kind, "fused");
});
