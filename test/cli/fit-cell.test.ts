import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fitCell } from "../../src/cli/fit-cell.ts";
import { BoundingBoxes, type BoxFormat, Image } from "../../src/sample/index.ts";

const blank = (height: number, width: number) =>
  new Image(
    new Uint8Array(height * width).map((_, i) => i % 251),
    { height, width, channels: 1 },
  );
const sizeIn = (height: number, width: number, cell: number) =>
  fitCell({ image: blank(height, width) }, cell).image.size;

describe("fitCell", () => {
  test("shrinks what is larger, enlarges by whole factors what is much smaller", () => {
    assert.deepEqual(sizeIn(300, 451, 256), [170, 256]);
    assert.deepEqual(sizeIn(28, 28, 256), [252, 252]);
    assert.deepEqual(sizeIn(1000, 3, 50), [50, 1]);
    const same = blank(200, 150);
    assert.equal(fitCell({ image: same }, 256).image, same);
    const { image } = fitCell({ image: blank(1, 2) }, 4);
    assert.deepEqual([...image.data], [0, 0, 1, 1, 0, 0, 1, 1]);
  });

  test("boxes follow, turned ones with their turn", () => {
    const fit = (row: number[], format: BoxFormat) => {
      const boxes = BoundingBoxes.from([row], { format, canvasSize: [20, 40] });
      return fitCell({ image: blank(20, 40), boxes }, 80).boxes!;
    };
    assert.deepEqual([...fit([1, 2, 3, 4], "XYXY").data], [2, 4, 6, 8]);
    assert.deepEqual(fit([1, 2, 3, 4], "XYXY").canvasSize, [40, 80]);
    const turned = fit([10, 10, 4, 2, 90], "CXCYWHR");
    assert.equal(turned.format, "XYXYXYXY");
    const want = [18, 24, 18, 16, 22, 16, 22, 24];
    assert.ok(turned.data.every((value, i) => Math.abs(value - want[i]!) < 1e-3));
  });
});
