import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  rightAngles,
  rotatedSize,
  turnedSize,
} from "../../../src/transforms/functional/rotation.ts";
import { golden } from "../golden.ts";

interface Tables {
  readonly sizes: readonly [
    height: number,
    width: number,
    angle: number,
    center: [number, number] | null,
    tensor: [number, number],
    image: [number, number],
  ][];
}

describe("rotation", () => {
  test("gives expanded pictures the sizes of Pillow and of torchvision's tensors", () => {
    const { sizes } = golden<Tables>("warp-tables");
    assert.ok(sizes.some(([, , , , tensor, image]) => `${tensor}` !== `${image}`));
    for (const [height, width, angle, center, tensor, image] of sizes) {
      const by = { angle, center, expand: true };
      assert.deepEqual(rotatedSize(by, [height, width], "torch"), tensor);
      assert.deepEqual(rotatedSize(by, [height, width], "pillow"), image);
    }
  });

  test("moves whole pixels for right angles about the middle that fit", () => {
    const turns = (angle: number, expand = false, size = [4, 6] as [number, number]) =>
      rightAngles({ angle, expand, center: null }, size);
    assert.deepEqual(
      [0, 360, 180, -180].map((angle) => turns(angle)),
      [0, 0, 2, 2],
    );
    assert.deepEqual(
      [90, -90, 450].map((angle) => turns(angle, true)),
      [1, 3, 1],
    );
    assert.deepEqual(
      [90, -90].map((angle) => turns(angle, false, [5, 5])),
      [1, 3],
    );
    assert.deepEqual(
      [90, 30, 89.999].map((angle) => turns(angle)),
      [undefined, undefined, undefined],
    );
    assert.equal(rightAngles({ angle: 180, expand: false, center: [1, 1] }, [4, 4]), undefined);
  });

  test("right angles change height and width over", () => {
    assert.deepEqual(turnedSize([4, 6], 1), [6, 4]);
    assert.deepEqual(turnedSize([4, 6], 2), [4, 6]);
    const by = { angle: 90, expand: true, center: null };
    assert.deepEqual(rotatedSize(by, [5, 4], "torch"), [4, 5]);
    assert.deepEqual(rotatedSize({ ...by, expand: false }, [5, 4], "torch"), [5, 4]);
  });

  test("refuses outputs too large to be meant", () => {
    const by = { angle: 45, expand: true, center: [1e6, 1e6] as const };
    assert.doesNotThrow(() => rotatedSize(by, [10, 10], "pillow"));
    const long = { angle: 45, expand: true, center: null };
    assert.throws(() => rotatedSize(long, [1, 30000], "pillow"), { code: "TOO_LARGE" });
  });
});
