import assert from "node:assert/strict";
import { it } from "node:test";
import { FrameFolder } from "../../src/datasets/index.ts";
import { Video } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, visionSuite } from "./vision-suite.ts";

async function write(root: string): Promise<void> {
  const videos = { "dance/v1": 5, "dance/v2": 2, "archery/clip_b": 3 };
  for (const [video, count] of Object.entries(videos))
    for (let i = 1; i <= count; i++)
      await writeFiles(root, {
        [`${video}/frame_${String(i).padStart(4, "0")}.jpg`]: fakeImage(i),
      });
  await writeFiles(root, {
    "dance/poster.jpg": fakeImage(99),
    "archery/clip_b/notes.txt": "no frame",
  });
}

visionSuite("FrameFolder", {
  open: (root, options) => FrameFolder.open(root, options),
  splits: {
    whole: {},
    clips: { framesPerClip: 2 },
    steps: { framesPerClip: 2, stepBetweenClips: 3 },
    slow: { framesPerClip: 2, frameStep: 2 },
  },
  async write(root, split) {
    await write(root);
    // Of 3, 5 and 2 frames; of 2, 3 and 1 with every second one.
    return { whole: 3, clips: 2 + 4 + 1, steps: 1 + 2 + 1, slow: 1 + 2 + 0 }[split]!;
  },
  check([video], data) {
    assert.ok(video instanceof Video);
    assert.deepEqual(video.size, [6, 8]);
    assert.deepEqual((data as FrameFolder).classes, ["archery", "dance"]);
  },
  needed: ["archery/clip_b"],
  damage: { "dance/v1/frame_0002.jpg": [half, /frame_0002\.jpg: expected a JPEG/] },
});

it("FrameFolder cuts videos into clips", () =>
  withFolder(async (root) => {
    await write(root);
    const clips = await FrameFolder.open(root, { framesPerClip: 2, stepBetweenClips: 2 });
    const found = Array.from({ length: clips.length }, (_, i) => clips.clip(i));
    const frames = (...numbers: number[]) => numbers.map((i) => `frame_000${i}.jpg`);
    assert.deepEqual(found, [
      { video: 0, frames: frames(1, 2) },
      { video: 1, frames: frames(1, 2) },
      { video: 1, frames: frames(3, 4) },
      { video: 2, frames: frames(1, 2) },
    ]);
    assert.deepEqual(clips.targets, [0, 1, 1, 1]);
    const slow = await FrameFolder.open(root, { framesPerClip: 2, frameStep: 2 });
    assert.deepEqual(slow.clip(1).frames, frames(1, 3));
    for (const options of [{ framesPerClip: 0 }, { stepBetweenClips: 0 }, { frameStep: 1.5 }])
      await assert.rejects(FrameFolder.open(root, options), { code: "INVALID_ARGUMENT" });
  }));
