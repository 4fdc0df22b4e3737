import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  checkResize,
  filterOf,
  resizedSize,
} from "../../../src/transforms/functional/resize-options.ts";
import { filters } from "../../../src/transforms/kernels/filters.ts";

describe("resize options", () => {
  const size = (before: [number, number], ...args: [never, object?]) =>
    resizedSize("me", before, checkResize("me", args[0], args[1] ?? {}));

  test("the shorter edge, the exact size, the longer edge", () => {
    assert.deepEqual(size([30, 20], 10 as never), [15, 10]);
    assert.deepEqual(size([20, 33], [10] as never), [10, 16]);
    assert.deepEqual(size([20, 33], [7, 9] as never), [7, 9]);
    assert.deepEqual(size([20, 33], null as never, { maxSize: 66 }), [40, 66]);
    assert.deepEqual(size([20, 100], 10 as never, { maxSize: 30 }), [6, 30]);
  });

  test("an edge of nothing is refused", () => {
    assert.throws(() => size([1, 100], 1 as never, { maxSize: 50 }), {
      message:
        "me: expected a shorter edge of at least 1 pixel, " +
        "got { before: [1, 100], size: 1, maxSize: 50 }; raise maxSize or crop the picture first",
    });
  });

  test("defaults are torchvision's", () => {
    assert.deepEqual(checkResize("me", 8, {}), {
      size: 8,
      interpolation: "bilinear",
      maxSize: undefined,
      antialias: true,
    });
  });

  test("the nearest rules have no filter", () => {
    assert.equal(filterOf("nearest"), undefined);
    assert.equal(filterOf("nearest-exact"), undefined);
    assert.equal(filterOf("lanczos"), filters.lanczos);
  });
});
