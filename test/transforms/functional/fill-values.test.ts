import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Mask } from "../../../src/sample/index.ts";
import { fillLabel, fillValues } from "../../../src/transforms/functional/fill-values.ts";
import { floatNoise, noise } from "../samples.ts";

describe("fillValues", () => {
  test("gives each channel its value, bytes whole ones", () => {
    assert.deepEqual(fillValues("x", noise(1, 1, 3), 7.9), [7, 7, 7]);
    assert.deepEqual(fillValues("x", noise(1, 1, 3), [5]), [5, 5, 5]);
    assert.deepEqual(fillValues("x", floatNoise(1, 1, 3), [0.5, -1, 2]), [0.5, -1, 2]);
  });

  test("refuses lists that do not fit, and what a byte cannot hold", () => {
    assert.throws(
      () => fillValues("x", noise(1, 1, 1), [1, 2]),
      /^VisionError: x: expected one fill/,
    );
    assert.throws(
      () => fillValues("x", noise(1, 1, 1), -1),
      /a fill in \[0, 255\] for bytes, got -1/,
    );
  });
});

describe("fillLabel", () => {
  test("takes what the labels hold", () => {
    assert.equal(fillLabel("x", new Mask(new Uint16Array(1), [1, 1]), 65535), 65535);
    assert.equal(fillLabel("x", new Mask(new Int32Array(1), [1, 1]), -5), -5);
    const bytes = new Mask(new Uint8Array(1), [1, 1]);
    for (const fill of [256, -1, 0.5])
      assert.throws(() => fillLabel("x", bytes, fill), /fill for a mask to be a whole number in/);
    assert.throws(() => fillLabel("x", bytes, [1]), /one fill value where a mask is padded/);
  });
});
