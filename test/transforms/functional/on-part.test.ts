import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, Image, Mask } from "../../../src/sample/index.ts";
import {
  boxesLike,
  imageLayout,
  imageLike,
  maskLayout,
  maskLike,
  onPart,
} from "../../../src/transforms/functional/on-part.ts";

const same = <Part>(part: Part): Part => part;
const handlers = { image: same, boxes: same, mask: same, keyPoints: same };

describe("onPart", () => {
  test("takes parts only", () => {
    const mask = new Mask(new Uint8Array(2), [1, 2]);
    assert.equal(onPart("me", mask, handlers), mask);
    for (const other of [null, 3, "x", {}, new Uint8Array(2)])
      assert.throws(
        () => onPart("me", other as never, handlers),
        /^VisionError: me: expected an Im/,
      );
  });

  test("boxes keep their format, canvas and mode", () => {
    const info = { format: "CXCYWHR", canvasSize: [4, 4], clampingMode: "hard" } as const;
    const boxes = BoundingBoxes.from([[1, 1, 2, 2, 45]], info);
    const moved = boxesLike(boxes, Float32Array.of(0, 0, 2, 2, 45), { canvasSize: [3, 5] });
    assert.deepEqual(
      [moved.format, moved.canvasSize, moved.clampingMode],
      ["CXCYWHR", [3, 5], "hard"],
    );
  });

  test("layouts and copies carry what does not change", () => {
    const info = { height: 1, width: 2, channels: 1, orientation: 6 } as const;
    const image = new Image(new Uint8Array(2), info);
    assert.deepEqual(imageLayout(image), { planes: 1, height: 1, width: 2, channels: 1 });
    const other = imageLike(image, new Uint8Array(3), [3, 1]);
    assert.deepEqual([other.size, other.orientation], [[3, 1], 6]);
    const planes = new Mask(new Uint8Array(4), [2, 1, 2]);
    assert.deepEqual(maskLayout(planes), { planes: 2, height: 1, width: 2, channels: 1 });
    assert.deepEqual(maskLike(planes, new Uint8Array(6), [3, 1]).shape, [2, 3, 1]);
  });
});
