import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as sample from "../../src/sample/index.ts";

const { BoundingBoxes, Image, KeyPoints, Mask, Video } = sample;
const canvasSize = [4, 6] as const;

describe("BoundingBoxes", () => {
  test("keep their rows, format and canvas", () => {
    const boxes = BoundingBoxes.from(
      [
        [1, 2, 3, 4],
        [0, 0, 6, 4],
      ],
      { format: "XYXY", canvasSize },
    );
    assert.equal(boxes.length, 2);
    assert.deepEqual([...boxes.data], [1, 2, 3, 4, 0, 0, 6, 4]);
    assert.deepEqual([boxes.format, boxes.size], ["XYXY", [4, 6]]);
    assert.equal(BoundingBoxes.from([], { format: "XYWH", canvasSize }).length, 0);
  });

  test("take five or eight numbers a row in rotated formats", () => {
    const info = { format: "XYXYXYXY", canvasSize } as const;
    assert.equal(new BoundingBoxes(new Float32Array(16), info).length, 2);
    assert.throws(
      () => BoundingBoxes.from([[1, 2, 3, 4]], info),
      /8 numbers a row, got \[1, 2, 3, 4\]/,
    );
  });

  test("refuse bad rows, formats, numbers and canvases", () => {
    const info = { format: "XYXY", canvasSize } as const;
    assert.throws(() => new BoundingBoxes(new Float32Array(5), info), /4 numbers a row, got 5/);
    assert.throws(
      () => BoundingBoxes.from([[1, 2, Number.NaN, 4]], info),
      /finite coordinates, got NaN/,
    );
    assert.throws(() => new BoundingBoxes([1] as never, info), /in a Float32Array, got \[1\]/);
    const other = { format: "xyxy" as never, canvasSize };
    assert.throws(() => new BoundingBoxes(new Float32Array(4), other), /format to be one of XYXY/);
    const flat = { format: "XYXY", canvasSize: [0, 6] } as const;
    assert.throws(() => new BoundingBoxes(new Float32Array(4), flat), /canvasSize\[0\] \(height\)/);
  });
});

describe("KeyPoints", () => {
  test("keep pairs and refuse anything else", () => {
    assert.deepEqual([...KeyPoints.from([[1, 2]], { canvasSize }).data], [1, 2]);
    assert.throws(
      () => KeyPoints.from([[1, 2, 3]], { canvasSize }),
      /KeyPoints: expected 2 numbers/,
    );
    assert.throws(
      () => new KeyPoints(new Float32Array(3), { canvasSize }),
      /2 numbers a row, got 3/,
    );
    assert.throws(() => KeyPoints.from([], { canvasSize: [1] as never }), /as \[height, width\]/);
  });
});

describe("Mask", () => {
  test("is one label map, or n planes", () => {
    const map = new Mask(new Int32Array(24), [4, 6]);
    assert.deepEqual([map.count, map.size], [1, [4, 6]]);
    const planes = new Mask(new Uint8Array(0), [0, 4, 6]);
    assert.deepEqual([planes.count, planes.size, planes.shape], [0, [4, 6], [0, 4, 6]]);
  });

  test("refuses shapes and arrays that do not fit", () => {
    assert.throws(() => new Mask(new Uint8Array(5), [2, 3]), {
      message: "Mask: expected 6 labels for shape [2, 3], got 5; check the shape",
    });
    assert.throws(
      () => new Mask(new Float32Array(6) as never, [2, 3]),
      /Uint8Array, Uint16Array or/,
    );
    assert.throws(
      () => new Mask(new Uint8Array(6), [6] as never),
      /a shape \[h, w\] or \[n, h, w\]/,
    );
    assert.throws(() => new Mask(new Uint8Array(6), [2, -3]), /size\[1\] \(width\)/);
  });
});

describe("Video", () => {
  const frame = (width: number) =>
    new Image(new Uint8Array(2 * width), { width, height: 2, channels: 1 });

  test("has frames of one size", () => {
    const frames = [frame(3), frame(3)];
    const video = new Video(frames);
    frames.pop();
    assert.deepEqual([video.length, video.size], [2, [2, 3]]);
  });

  test("refuses frames that differ, and no frames", () => {
    assert.throws(() => new Video([frame(3), frame(4)]), {
      message:
        'Video: expected frame 1 to be 2 x 3 x 1 bytes as frame 0 is, got "2 x 4 x 1 bytes"; ' +
        "bring all frames to one size and kind",
    });
    const floats = new Image(new Float32Array(6), { width: 3, height: 2, channels: 1 });
    assert.throws(() => new Video([frame(3), floats]), /got "2 x 3 x 1 floats"/);
    assert.throws(() => new Video([]), /at least one frame/);
  });
});

describe("Image", () => {
  test("refuses pixels that do not fill its size", () => {
    const info = { width: 2, height: 2, channels: 3 } as const;
    assert.deepEqual(new Image(new Uint8Array(12), info).size, [2, 2]);
    assert.throws(() => new Image(new Uint8Array(11), info), /2 x 2 x 3 = 12 values, got 11/);
    assert.throws(() => new Image([] as never, info), /a Uint8Array or Float32Array/);
  });
});
