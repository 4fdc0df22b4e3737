import assert from "node:assert/strict";
import { test } from "node:test";
import { applyOrientation } from "../../src/io/index.ts";
import { Image } from "../../src/sample/index.ts";

// 2 rows, 3 columns:  a b c
//                     d e f
const stored = "abc/def";
// What Pillow's ImageOps.exif_transpose makes of it for each orientation.
const upright = [
  "abc/def",
  "cba/fed",
  "fed/cba",
  "def/abc",
  "ad/be/cf",
  "da/eb/fc",
  "fc/eb/da",
  "cf/be/ad",
];

for (const channels of [1, 2, 3, 4] as const) {
  test(`turns all eight orientations, ${channels} channels`, () => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const image = picture(stored, channels, orientation);
      const before = Uint8Array.from(image.data);
      const turned = applyOrientation(image);
      assert.deepEqual(turned, picture(upright[orientation - 1]!, channels, 1));
      assert.deepEqual(image.data, before);
      assert.equal(applyOrientation(turned), turned);
    }
  });
}

test("float pixels stay float", () => {
  const data = new Float32Array([0.25, 0.5]);
  const image = new Image(data, { width: 2, height: 1, channels: 1, orientation: 3 });
  assert.deepEqual(applyOrientation(image).data, new Float32Array([0.5, 0.25]));
});

function picture(rows: string, channels: 1 | 2 | 3 | 4, orientation: number): Image {
  const lines = rows.split("/");
  const pixels = [...lines.join("")].flatMap((letter) =>
    Array.from({ length: channels }, (_, c) => letter.charCodeAt(0) + 10 * c),
  );
  const [width, height] = [lines[0]!.length, lines.length];
  return new Image(new Uint8Array(pixels), { width, height, channels, orientation });
}
