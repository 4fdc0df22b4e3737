import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, KeyPoints, Mask, Video } from "../../../src/sample/index.ts";
import { resize } from "../../../src/transforms/functional/index.ts";
import { noise } from "../samples.ts";

describe("resize", () => {
  test("takes each kind of part", () => {
    const canvasSize = [4, 6] as const;
    const parts = [
      noise(4, 6),
      new Video([noise(4, 6, 1)]),
      new Mask(new Uint16Array(48), [2, 4, 6]),
      BoundingBoxes.from([], { format: "XYXY", canvasSize }),
      KeyPoints.from([], { canvasSize }),
    ];
    for (const part of parts) {
      const out = resize(part, 8);
      assert.equal(out.constructor, part.constructor);
      assert.deepEqual(out.size, [8, 12]);
    }
  });

  test("a mask takes torch's nearest label, or the nearest to the centre", () => {
    const mask = new Mask(Uint8Array.of(1, 2, 3, 4), [1, 4]);
    assert.deepEqual([...resize(mask, [1, 2]).data], [1, 3]);
    const exact = resize(mask, [1, 2], { interpolation: "nearest-exact" });
    assert.deepEqual([...exact.data], [2, 4]);
  });

  test("refuses bad sizes before it looks at the part", () => {
    assert.throws(() => resize(noise(2, 2), -1), /^VisionError: resize: expected size/);
    assert.throws(() => resize({} as never, 3), /^VisionError: resize: expected an Image, Video/);
  });
});
