import assert from "node:assert/strict";
import { test } from "node:test";
import { arraysOf, spelled } from "../../src/testing/spelled.ts";
import { fullSample, noise, tensorSample } from "../transforms/samples.ts";

test("equal samples are spelled alike, others not", () => {
  assert.deepEqual(spelled(fullSample(3, 4)), spelled(fullSample(3, 4)));
  assert.notDeepEqual(spelled(noise(3, 4)), spelled(noise(3, 4, 3, 9)));
  assert.notDeepEqual(spelled(noise(3, 4)), spelled(noise(4, 3)));
  assert.deepEqual(spelled(tensorSample(2, 2)), spelled(tensorSample(2, 2)));
});

test("the arrays of a part are its own", () => {
  const { video, points } = fullSample(2, 2);
  assert.deepEqual(
    arraysOf(video),
    video.frames.map((frame) => frame.data),
  );
  assert.deepEqual(arraysOf(points), [points.data]);
  assert.deepEqual(arraysOf("text"), []);
});
