import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image, Video } from "../../src/sample/index.ts";

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
