import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { Image, Video } from "../../src/sample/index.ts";
import { images, sizes, videos } from "../../src/testing/index.ts";

const cases = <T>(arbitrary: fc.Arbitrary<T>) => fc.sample(arbitrary, { numRuns: 300, seed: 1 });

describe("pictures", () => {
  test("cover channels, kinds, single rows and both parities", () => {
    const drawn = cases(images());
    assert.ok(drawn.every((image) => image instanceof Image));
    assert.deepEqual([...new Set(drawn.map((image) => image.channels))].sort(), [1, 3, 4]);
    assert.equal(new Set(drawn.map((image) => image.data.constructor)).size, 2);
    assert.ok(drawn.some(({ height, width }) => height === 1 && width > 1));
    assert.ok(
      drawn.some(({ width }) => width % 2 === 0) && drawn.some(({ width }) => width % 2 === 1),
    );
  });

  test("keep to what is asked", () => {
    const options = { channels: [2], kinds: ["floats"], size: [3, 5] } as const;
    for (const image of cases(images(options))) {
      assert.deepEqual([image.size, image.channels], [[3, 5], 2]);
      assert.ok(image.data instanceof Float32Array && Math.max(...image.data) <= 1);
    }
    assert.ok(cases(sizes(4)).every(([height, width]) => height <= 4 && width <= 4));
    for (const video of cases(videos({ channels: [1] }))) {
      assert.ok(video instanceof Video && video.length >= 1 && video.length <= 3);
      assert.equal(video.frames[0]!.channels, 1);
    }
  });

  test("shrink to one pixel", () => {
    const details = fc.check(fc.property(images(), (_: Image) => false));
    assert.deepEqual((details.counterexample as [Image]).at(0)?.size, [1, 1]);
  });
});
