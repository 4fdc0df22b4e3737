import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import { quarterTurns } from "../../../../src/transforms/kernels/quarter-turns.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { check } from "../../pictures.ts";
import { noise } from "../../samples.ts";

const absent = withSimd("turn", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

describe("turns of bytes by WebAssembly", { skip }, () => {
  const edge = fc.integer({ min: 1, max: 70 });
  const channels = fc.constantFrom(1, 2, 3, 4);

  check("equal the plain loop's, which floats take", [edge, edge, channels], (h, w, channels) => {
    const { data } = noise(h, w, channels);
    const layout = { planes: 1, height: h, width: w, channels };
    withSimd("turn", 0, ({ memory }) => new Uint8Array(memory.buffer).fill(0xa5));
    for (const turns of [0, 1, 2, 3]) {
      const floats = quarterTurns(Float32Array.from(data), layout, turns);
      assert.deepEqual(Float32Array.from(quarterTurns(data, layout, turns)), floats);
    }
  });
});
