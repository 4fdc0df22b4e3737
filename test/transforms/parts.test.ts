import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image, KeyPoints, Mask, Video } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import {
  commonPicture,
  commonSize,
  isPicture,
  mapPart,
  mapPixels,
} from "../../src/transforms/parts.ts";
import { fullSample, noise } from "./samples.ts";

const refuse = () => assert.fail("not this kind");

describe("parts", () => {
  test("each kind goes to its handler, all else passes", () => {
    const seen: string[] = [];
    const note =
      <Part>(name: string) =>
      (part: Part): Part => {
        seen.push(name);
        return part;
      };
    const handlers = {
      image: note<Image>("image"),
      boxes: note<never>("boxes") as never,
      mask: note<Mask>("mask"),
      keyPoints: note<KeyPoints>("keyPoints"),
    };
    const { image, video, targets, masks, points, label } = fullSample(2, 2);
    for (const part of [image, video, targets[0], masks.none, points, label, null, "x"])
      assert.equal(mapPart("me", part, handlers), part);
    assert.deepEqual(seen, ["image", "image", "image", "boxes", "mask", "keyPoints"]);
  });

  test("pixels are those of images, videos and tensors", () => {
    const black = ({ data, width, height, channels }: Image) =>
      new Image(data.map(() => 0) as Image["data"], { width, height, channels });
    const clip = mapPixels("me", new Video([noise(1, 2), noise(1, 2)]), black) as Video;
    assert.ok(clip.frames.every(({ data }) => data.every((v) => v === 0)));
    const tensor = Tensor.fromData(Float32Array.of(1, 2), [1, 1, 2]);
    assert.deepEqual(
      [...(mapPixels("me", tensor, black) as Tensor).hostData()].map(Number),
      [0, 0],
    );
    for (const part of [
      new Mask(new Uint8Array(1), [1, 1]),
      3,
      Tensor.fromData(new Int32Array(2), [2]),
    ])
      assert.equal(mapPixels("me", part, refuse), part);
  });

  test("the common size is that of every kind of part", () => {
    assert.deepEqual(commonSize("me", fullSample(3, 5)), [3, 5]);
    const picture = Tensor.fromData(new Float32Array(15), [1, 3, 5]);
    const label = Tensor.fromData(new Float32Array(4), [2, 2]);
    assert.deepEqual(commonSize("me", [label, picture]), [3, 5]);
    assert.deepEqual([isPicture(picture), isPicture(label)], [true, false]);
    const points = KeyPoints.from([], { canvasSize: [3, 6] });
    assert.throws(
      () => commonSize("me", { picture, points }),
      /one size, got \[\[3, 5\], \[3, 6\]\]/,
    );
    assert.throws(() => commonSize("me", [1, "x"]), /^VisionError: me: expected a sample with an/);
  });

  test("the common picture is what all pictures share, masks and points aside", () => {
    const { image, masks, points } = fullSample(5, 4);
    const facts = { height: 5, width: 4, channels: 3, bytes: true };
    assert.deepEqual(commonPicture("me", [points, masks, image]), facts);
    const tensor = Tensor.fromData(new Float32Array(2 * 5 * 4), [2, 5, 4]);
    assert.deepEqual(commonPicture("me", tensor), { ...facts, channels: 2, bytes: false });
    assert.throws(
      () => commonPicture("me", [image, tensor]),
      /me: expected all pictures to have one shape/,
    );
    assert.throws(() => commonPicture("me", [masks, points]), /image, video or picture tensor/);
  });
});
