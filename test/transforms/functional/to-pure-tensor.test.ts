import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, Mask } from "../../../src/sample/index.ts";
import { toImage, toPureTensor } from "../../../src/transforms/functional/index.ts";
import { floatNoise, fullSample, noise, spelled } from "../samples.ts";

describe("toPureTensor", () => {
  test("pictures keep their values, channels first", () => {
    const image = noise(2, 3);
    const x = toPureTensor(image);
    assert.deepEqual([x.shape, x.dtype], [[3, 2, 3], "uint8"]);
    assert.equal(x.hostData()[6 + 4], image.data[4 * 3 + 1]);
    assert.deepEqual(spelled(toImage(x)), spelled(image));
    assert.equal(toPureTensor(floatNoise(2, 2, 1)).dtype, "float32");
    const { video } = fullSample(2, 3);
    assert.deepEqual(toPureTensor(video).shape, [2, 1, 2, 3]);
    assert.deepEqual(spelled(toImage(toPureTensor(video))), spelled(video));
  });

  test("masks, boxes and points become plain numbers, not shared", () => {
    const { masks, points } = fullSample(3, 4);
    assert.deepEqual(toPureTensor(masks.classes).shape, [3, 4]);
    assert.equal(toPureTensor(new Mask(new Uint16Array([70]), [1, 1])).dtype, "int32");
    assert.deepEqual(toPureTensor(points).shape, [2, 2]);
    assert.notEqual(toPureTensor(points).hostData(), points.data);
    const canvasSize = [3, 4] as const;
    for (const [format, k] of [
      ["XYWH", 4],
      ["CXCYWHR", 5],
      ["XYXYXYXY", 8],
    ] as const) {
      const boxes = new BoundingBoxes(new Float32Array(2 * k).fill(1), { format, canvasSize });
      assert.deepEqual(toPureTensor(boxes).shape, [2, k]);
    }
    assert.throws(() => toPureTensor(3 as never), /toPureTensor: expected an Image, Video, Mask/);
  });
});
