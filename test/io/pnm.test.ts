import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeImage } from "../../src/io/index.ts";
import { pnmDecoder } from "../../src/io/pnm.ts";

function picture(head: string, ...values: number[]): Buffer {
  return Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(values)]);
}

// What Pillow 9.4 gives for each, but for the 16-bit grey, which Pillow clips at 255.
const pictures: [Buffer, size: [number, number], rgb: number[]][] = [
  [
    picture("P6\n# a comment\n1 2\n255\n", 0, 37, 74, 111, 148, 185),
    [2, 1],
    [0, 37, 74, 111, 148, 185],
  ],
  [picture("P5 2 1\r\n255 ", 10, 35), [1, 2], [10, 10, 10, 35, 35, 35]],
  [picture("P5 2 2 100\n", 0, 50, 99, 30), [2, 2], [0, 128, 252, 76].flatMap((v) => [v, v, v])],
  [picture("P6 2 1 7 ", 0, 1, 2, 3, 6, 7), [1, 2], [0, 36, 73, 109, 219, 255]],
  [
    picture("P6 2 1 1000\n", 0, 0, 3, 232, 1, 244, 0, 1, 2, 2, 0, 77),
    [1, 2],
    [0, 255, 128, 0, 131, 20],
  ],
  [picture("P5 2 1 65535\n", 130, 255, 7, 0), [1, 2], [130, 130, 130, 7, 7, 7]],
];

describe("PGM and PPM", () => {
  it("are decoded as Pillow does", async () => {
    for (const [bytes, size, rgb] of pictures) {
      const image = await decodeImage(bytes);
      assert.deepEqual(image.size, size);
      assert.deepEqual([...image.data], rgb, bytes.toString("latin1", 0, 12));
    }
  });

  it("stay grey where they are", async () => {
    const image = await decodeImage(pictures[1]![0], { mode: "unchanged" });
    assert.equal(image.channels, 1);
    assert.deepEqual([...image.data], [10, 35]);
  });

  it("are refused when cut or broken, and by the limit of pixels", async () => {
    const whole = pictures[0]![0];
    for (let end = 3; end < whole.length; end++)
      await assert.rejects(decodeImage(whole.subarray(0, end)), { code: "INVALID_FILE" }, `${end}`);
    for (const head of ["P6 0 1 255 ", "P6 1 1 0 ", "P6 1 1 65536 ", "P6 x 1 255 "])
      await assert.rejects(decodeImage(picture(head, 1, 2, 3)), { code: "INVALID_FILE" }, head);
    const large = picture("P5 99999 99999 255 ");
    await assert.rejects(decodeImage(large), { code: "TOO_LARGE" });
    await assert.rejects(pnmDecoder.readHeader(picture("P5 1 "), "warning"), /ends in its header/);
  });
});
