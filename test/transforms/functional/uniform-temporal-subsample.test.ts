import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Video } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { uniformTemporalSubsample } from "../../../src/transforms/functional/index.ts";
import { noise } from "../samples.ts";

describe("uniformTemporalSubsample", () => {
  test("spreads frames from the first to the last", () => {
    const video = new Video(Array.from({ length: 10 }, (_, i) => noise(2, 3, 1, i)));
    const got = uniformTemporalSubsample(video, 4);
    assert.deepEqual(
      got.frames,
      [0, 3, 6, 9].map((i) => video.frames[i]),
    );
    assert.deepEqual(uniformTemporalSubsample(video, 1).frames, [video.frames[0]]);
    assert.equal(uniformTemporalSubsample(video, 10), video);
    assert.equal(uniformTemporalSubsample(video, 25).length, 25);
  });

  test("does so for each clip of a tensor, whatever its type", () => {
    const data = BigInt64Array.from({ length: 2 * 5 * 2 }, (_, i) => BigInt(i));
    const clips = Tensor.fromData(data, [2, 5, 1, 1, 2]);
    const got = uniformTemporalSubsample(clips, 3);
    assert.deepEqual(got.shape, [2, 3, 1, 1, 2]);
    assert.equal(got.dtype, "int64");
    assert.deepEqual(
      Array.from(got.hostData(), Number),
      [0, 1, 4, 5, 8, 9, 10, 11, 14, 15, 18, 19],
    );
  });

  test("takes batches of no clips, refuses clips of no frames", () => {
    const none = Tensor.fromData(new Float32Array(0), [0, 5, 1, 1, 2]);
    assert.deepEqual(uniformTemporalSubsample(none, 3).shape, [0, 3, 1, 1, 2]);
    const empty = Tensor.fromData(new Float32Array(0), [0, 1, 1, 2]);
    assert.throws(() => uniformTemporalSubsample(empty, 3), /at least one frame/);
  });

  test("refuses pictures", () => {
    const image = Tensor.fromData(new Float32Array(12), [3, 2, 2]);
    assert.throws(
      () => uniformTemporalSubsample(image, 3),
      /a Video or a Tensor \[\.\.\., t, c, h, w\]/,
    );
    assert.throws(() => uniformTemporalSubsample(noise(2, 2) as never, 3), /a Video or a Tensor/);
  });
});
