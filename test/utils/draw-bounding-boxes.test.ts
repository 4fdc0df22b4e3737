import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, Image } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { type DrawBoundingBoxesOptions, drawBoundingBoxes } from "../../src/utils/index.ts";
import { golden, pattern, sha256 } from "./golden.ts";

interface BoxCase {
  readonly input: readonly number[];
  readonly seed: number;
  readonly boxes: readonly (readonly number[])[];
  readonly sha256: string;
  readonly options: {
    readonly [Key in keyof DrawBoundingBoxesOptions]: DrawBoundingBoxesOptions[Key] | null;
  };
}

const canvasSize = [30, 40] as const;
const page = () => new Image(new Uint8Array(3600).fill(50), { width: 40, height: 30, channels: 3 });
const corners = (rows: number[][]) => BoundingBoxes.from(rows, { format: "XYXY", canvasSize });
const pixel = (image: Image, x: number, y: number) => [
  ...image.data.subarray((y * image.width + x) * 3, (y * image.width + x) * 3 + 3),
];

describe("drawBoundingBoxes", () => {
  test("draws what torchvision draws, to the bit", () => {
    const { boxes } = golden<{ readonly boxes: readonly BoxCase[] }>("utils");
    assert.equal(boxes.length, 240);
    for (const { input, seed, boxes: rows, options, sha256: want } of boxes) {
      const image = pattern(input, seed);
      const tensor = Tensor.fromData(Float32Array.from(rows.flat()), [rows.length, 4]);
      const given = Object.fromEntries(
        Object.entries(options).filter(([, value]) => value !== null),
      );
      const drawn = drawBoundingBoxes(image, tensor, given);
      assert.equal(sha256(drawn), want, JSON.stringify({ input, rows, options }));
      assert.equal(sha256(image), sha256(pattern(input, seed)), "the input is unchanged");
    }
  });

  test("images and tensors get the same pixels, and stay what they are", () => {
    const image = page();
    const boxes = corners([[3, 4, 20, 25]]);
    const drawn = drawBoundingBoxes(image, boxes, { colors: "red", width: 2, labels: ["cat"] });
    assert.ok(drawn instanceof Image);
    assert.deepEqual(image.data, page().data);
    const tensor = Tensor.fromData(new Uint8Array(3600).fill(50), [3, 30, 40]);
    const other = drawBoundingBoxes(tensor, boxes, { colors: "red", width: 2, labels: ["cat"] });
    const values = other.hostData();
    for (let i = 0; i < 1200; i++) assert.equal(values[i], drawn.data[i * 3]);
  });

  test("floats in 0..1 are drawn on as bytes are, and stay floats", () => {
    const bytes = pattern([3, 30, 40]);
    const floats = Tensor.fromData(
      Float32Array.from(bytes.hostData() as Uint8Array, (byte) => byte / 255),
      [3, 30, 40],
    );
    const boxes = corners([[3, 4, 20, 25]]);
    const drawn = drawBoundingBoxes(floats, boxes, { fill: true, colors: "lime" }).hostData();
    const want = drawBoundingBoxes(bytes, boxes, { fill: true, colors: "lime" }).hostData();
    assert.deepEqual(
      drawn,
      Float32Array.from(want as Uint8Array, (byte) => byte / 255),
    );
  });

  test("no boxes give the picture back", () => {
    const image = page();
    assert.equal(drawBoundingBoxes(image, corners([])), image);
    const none = Tensor.fromData(new Float32Array(0), [0, 4]);
    assert.equal(drawBoundingBoxes(image, none, { labels: [], colors: [] }), image);
  });

  test("labels stand in the upper left corner, on their own ground if asked for", () => {
    const boxes = corners([
      [0, 0, 39, 29],
      [0, 12, 39, 29],
    ]);
    const plain = drawBoundingBoxes(page(), boxes, { colors: "red", labels: ["|", null] });
    assert.deepEqual(
      [pixel(plain, 4, 2), pixel(plain, 3, 2)],
      [
        [255, 0, 0],
        [50, 50, 50],
      ],
    );
    const filled = drawBoundingBoxes(page(), boxes, {
      colors: "navy",
      labels: ["|", null],
      fillLabels: true,
    });
    assert.deepEqual(
      [pixel(filled, 4, 2), pixel(filled, 3, 2)],
      [
        [255, 255, 255],
        [0, 0, 128],
      ],
    );
    const own = drawBoundingBoxes(page(), boxes, {
      colors: "navy",
      labels: ["|", "|"],
      labelColors: ["yellow", "blue"],
      labelBackgroundColors: "white",
      fillLabels: true,
    });
    assert.deepEqual(
      [pixel(own, 4, 2), pixel(own, 3, 2)],
      [
        [255, 255, 0],
        [255, 255, 255],
      ],
    );
    assert.deepEqual(pixel(own, 4, 14), [0, 0, 255]);
    const large = drawBoundingBoxes(page(), boxes, {
      colors: "red",
      labels: ["|", null],
      fontSize: 20,
    });
    assert.deepEqual(
      [pixel(large, 6, 2), pixel(large, 7, 3)],
      [
        [255, 0, 0],
        [255, 0, 0],
      ],
    );
  });

  test("rotated boxes are four lines, the first dashed; level ones look like rectangles", () => {
    const info = { canvasSize };
    const turned = BoundingBoxes.from([[5, 6, 25, 12, 0]], { format: "XYWHR", ...info });
    const drawn = drawBoundingBoxes(page(), turned, { colors: "red", fill: true });
    const level = drawBoundingBoxes(page(), corners([[5, 6, 30, 18]]), {
      colors: "red",
      fill: true,
    });
    let differences = 0;
    for (let i = 0; i < 1200; i++)
      if (drawn.data[i * 3 + 1] !== level.data[i * 3 + 1]) differences++;
    assert.equal(differences, 10, "the gaps of two dashes, where the filling shows");
    const quad = Tensor.fromData(Float32Array.of(5, 6, 30, 6, 30, 18, 5, 18), [1, 8]);
    assert.deepEqual(drawBoundingBoxes(page(), quad, { colors: "red", fill: true }), drawn);
    const tilted = BoundingBoxes.from([[20, 15, 20, 10, 45]], { format: "CXCYWHR", ...info });
    assert.notDeepEqual(drawBoundingBoxes(page(), tilted, { width: 3 }), page());
  });

  test("refuses lists that do not fit the boxes", () => {
    const boxes = corners([
      [1, 1, 5, 5],
      [2, 2, 6, 6],
    ]);
    const refused: [DrawBoundingBoxesOptions, RegExp][] = [
      [{ labels: ["one"] }, /2 labels, one for each box, got 1; use null for no label/],
      [{ labels: [] }, /2 labels, one for each box, got 0/],
      [{ labels: "ab" as never }, /2 labels, one for each box, got "ab"/],
      [{ labels: [1, 2] as never }, /labels as texts or null, got 1; use String/],
      [{ colors: ["red"] }, /at least 2 colours, got 1/],
      [{ colors: "readish" }, /a colour as CSS name.*got "readish"/],
      [{ width: 0 }, /width to be a whole number in \[1, 4096\]/],
      [{ fontSize: 0 }, /fontSize to be a finite number in \[1, 4096\]/],
      [{ labels: ["a", "b"], labelColors: ["red"] }, /at least 2 colours/],
    ];
    for (const [options, message] of refused)
      assert.throws(() => drawBoundingBoxes(page(), boxes, options), message);
    assert.throws(() => drawBoundingBoxes(page(), corners([[9, 1, 5, 5]])), /x1 <= x2/);
  });
});
