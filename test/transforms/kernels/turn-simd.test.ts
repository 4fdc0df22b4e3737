import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { withSimd } from "../../../src/transforms/kernels/simd.ts";
import { turnSimd } from "../../../src/transforms/kernels/turn-simd.ts";

const absent = withSimd("turn", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

// The test of quarter-turns compares larger pictures with the plain loop.
describe("turns by WebAssembly", { skip }, () => {
  test("read pixels by steps", () => {
    const src = Uint8Array.of(1, 2, 3, 4, 5, 6);
    const across = { height: 3, width: 2, first: 2, stepX: 3, stepY: -1 };
    assert.deepEqual(turnSimd(src, 1, across), Uint8Array.of(3, 6, 2, 5, 1, 4));
    const back = { height: 1, width: 2, first: 1, stepX: -1, stepY: 0 };
    assert.deepEqual(turnSimd(src, 3, back), Uint8Array.of(4, 5, 6, 1, 2, 3));
  });

  test("write nothing beside the plane, whatever the channels", () => {
    for (const channels of [1, 2, 3, 4]) {
      const src = Uint8Array.from({ length: 35 * 3 * channels }, (_, i) => i % 251);
      const steps = { height: 3, width: 35, first: 0, stepX: 1, stepY: 35 };
      assert.deepEqual(turnSimd(src, channels, steps), src);
    }
  });
});
