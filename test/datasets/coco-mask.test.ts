import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import {
  type CocoSegmentation,
  drawSegmentation,
  unpackRuns,
} from "../../src/datasets/coco-mask.ts";
import { fixture } from "../support/paths.ts";

interface Row {
  readonly name: string;
  readonly segmentation: CocoSegmentation;
  readonly size: readonly [number, number];
  readonly area: number;
  readonly sha256: string;
}
const rows: Row[] = JSON.parse(
  readFileSync(fixture("golden/datasets/coco-masks.json"), "utf8"),
).masks;

describe("masks of COCO", () => {
  for (const { name, segmentation, size, area, sha256 } of rows)
    it(`are those of pycocotools: ${name}`, () => {
      const [height, width] = size;
      const out = new Uint8Array(height * width);
      drawSegmentation(out, segmentation, height, width);
      assert.equal(
        out.reduce((sum, value) => sum + value, 0),
        area,
      );
      assert.equal(createHash("sha256").update(out).digest("hex"), sha256);
    });

  it("refuse what is none", () => {
    const draw = (segmentation: unknown) => () =>
      drawSegmentation(new Uint8Array(12), segmentation as CocoSegmentation, 3, 4);
    for (const bad of [
      [[1, 2, 3, 4]],
      [[1, 2, 3, 4, 5, Number.NaN]],
      [[1, 2, 3, 4, 5, 6, 7]],
      { size: [4, 3], counts: [12] },
      { size: [3, 4], counts: [11] },
      { size: [3, 4], counts: [5, 8] },
      { size: [3, 4], counts: [-1, 13] },
      { size: [3, 4], counts: "~" },
      { size: [3, 4], counts: "o" },
    ])
      assert.throws(draw(bad), RangeError, JSON.stringify(bad));
    assert.deepEqual(unpackRuns("0123"), [0, 1, 2, 4]); // the fourth adds to the second
  });
});
