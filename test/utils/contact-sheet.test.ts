import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../src/sample/index.ts";
import { contactSheet } from "../../src/utils/index.ts";
import { pattern } from "./golden.ts";

const square = (side: number, value: number) =>
  new Image(new Uint8Array(side * side * 3).fill(value), {
    width: side,
    height: side,
    channels: 3,
  });
const at = ({ data, width }: Image, x: number, y: number) => data[(y * width + x) * 3];

describe("contactSheet", () => {
  test("places pictures row by row, and captions below them", () => {
    const cells = [10, 20, 30].map((value) => ({ image: square(100, value), caption: "one line" }));
    const sheet = contactSheet(cells);
    assert.deepEqual(
      [sheet.width, sheet.height, sheet.channels],
      [2 * 108 + 8, 2 * (100 + 13 + 8) + 8, 3],
    );
    assert.deepEqual([at(sheet, 8, 8), at(sheet, 116, 8), at(sheet, 8, 129)], [10, 20, 30]);
    assert.deepEqual([at(sheet, 0, 0), at(sheet, 7, 50), at(sheet, 120, 200)], [255, 255, 255]);
    const caption = sheet.data.subarray(112 * sheet.width * 3, 121 * sheet.width * 3);
    assert.ok(caption.includes(40));
  });

  test("takes pictures of different sizes and kinds, and nothing is cut", () => {
    const cells = [
      { image: square(120, 1) },
      { image: pattern([1, 30, 150]) },
      { image: square(1, 9) },
    ];
    const sheet = contactSheet(cells, { columns: 3, padding: 0, background: [7, 7, 7] });
    assert.deepEqual([sheet.width, sheet.height], [120 + 150 + 95, 120]);
    assert.deepEqual([at(sheet, 0, 0), at(sheet, 119, 0), at(sheet, 0, 119)], [1, 1, 1]);
    assert.equal(at(sheet, 120, 0), (pattern([1, 30, 150]).hostData() as Uint8Array)[0]);
    assert.equal(at(sheet, 270, 0), 9);
  });

  test("long captions go on in the next line, and the sheet has room for them", () => {
    const caption = "a caption of many words that does not fit below one hundred pixels";
    const sheet = contactSheet([{ image: square(100, 0), caption }], { background: "black" });
    assert.equal(sheet.width, 116);
    const rows = Array.from({ length: sheet.height }, (_, y) =>
      sheet.data.subarray(y * sheet.width * 3, (y + 1) * sheet.width * 3).includes(230),
    );
    const last = rows.lastIndexOf(true);
    assert.ok(last > 140 && last < sheet.height - 8);
    for (let y = 0; y < sheet.height; y++) assert.equal(at(sheet, sheet.width - 4, y), 0);
  });

  test("small pictures leave room for a short caption", () => {
    const sheet = contactSheet([{ image: square(8, 3), caption: "sixteen letters!" }]);
    assert.deepEqual([sheet.width, sheet.height], [95 + 16, 8 + 13 + 16]);
  });

  test("refuses no cells, and bad options", () => {
    assert.throws(() => contactSheet([]), /at least one cell/);
    const cells = [{ image: square(2, 3) }];
    assert.throws(() => contactSheet(cells, { columns: 0 }), /columns to be a whole number >= 1/);
    assert.throws(() => contactSheet(cells, { padding: -1 }), /padding to be a whole number/);
    assert.throws(() => contactSheet(cells, { background: "plaid" }), /a colour as CSS name/);
  });
});
