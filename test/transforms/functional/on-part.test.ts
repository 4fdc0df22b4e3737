import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, Image, Mask } from "../../../src/sample/index.ts";
import {
  alignedFormat,
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

  test("rotated boxes are refused by name", () => {
    const box = BoundingBoxes.from([[1, 1, 2, 2, 45]], { format: "CXCYWHR", canvasSize: [4, 4] });
    assert.throws(() => alignedFormat("me", box), /XYXY, XYWH, CXCYWH, got "CXCYWHR"/);
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
