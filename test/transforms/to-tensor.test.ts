import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Video } from "../../src/sample/index.ts";
import type { Tensor } from "../../src/tensor/index.ts";
import { ToTensor } from "../../src/transforms/index.ts";
import { floatNoise, fullSample, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(ToTensor, { cases: [[]], golden: "to-tensor" });

describe("ToTensor", () => {
  test("makes tensors of images and videos only", () => {
    const sample = fullSample(4, 5);
    const out = new ToTensor().apply<unknown, Record<string, unknown>>(sample);
    assert.deepEqual((out["image"] as Tensor).shape, [3, 4, 5]);
    assert.deepEqual((out["video"] as Tensor).shape, [2, 1, 4, 5]);
    for (const key of ["targets", "masks", "points", "label", "file"] as const)
      assert.equal(out[key], sample[key]);
  });

  test("puts channels before rows and divides bytes by 255", () => {
    const image = noise(2, 3);
    const x: Tensor = new ToTensor().apply(image);
    assert.equal(x.dtype, "float32");
    assert.equal(x.hostData()[6 + 4], Math.fround(image.data[4 * 3 + 1]! / 255));
  });

  test("keeps float pixels as they are, without sharing them", () => {
    const image = floatNoise(3, 2, 1);
    const x: Tensor = new ToTensor().apply(image);
    assert.deepEqual(x.hostData(), image.data);
    assert.notEqual(x.hostData().buffer, image.data.buffer);
  });

  test("keeps the frames of a video in order", () => {
    const x: Tensor = new ToTensor().apply(new Video([noise(1, 2, 1, 3), noise(1, 2, 1, 4)]));
    const second: Tensor = new ToTensor().apply(noise(1, 2, 1, 4));
    assert.deepEqual(x.hostData().slice(2), second.hostData());
  });
});
