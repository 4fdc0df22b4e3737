import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { toTensor } from "../../../src/transforms/functional/index.ts";

describe("toTensor", () => {
  test("scales bytes only", () => {
    const info = { height: 1, width: 1, channels: 2 } as const;
    const bytes = toTensor(new Image(Uint8Array.of(0, 51), info));
    assert.deepEqual(
      [[...bytes.hostData()].map(Number), bytes.shape],
      [
        [0, Math.fround(0.2)],
        [2, 1, 1],
      ],
    );
    const floats = toTensor(new Image(Float32Array.of(-3, 300), info));
    assert.deepEqual([...floats.hostData()].map(Number), [-3, 300]);
  });

  test("refuses what is no picture", () => {
    assert.throws(() => toTensor(new Uint8Array(3) as never), {
      message:
        "toTensor: expected an Image or a Video, got Uint8Array(3 bytes); decode the file first",
    });
  });
});
