import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { plainFlipRows } from "../../../../src/transforms/kernels/flip.ts";
import { plain } from "../../../../src/transforms/kernels/gather.ts";
import { mirrorRowsSimd, pickSimd } from "../../../../src/transforms/kernels/move-simd.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { Rng } from "../../../../src/util/rng.ts";

const absent = withSimd("move", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

const edge = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 41, max: 700 }) },
);
const channels = fc.constantFrom(1, 2, 3, 4);
const runs = { seed: 20240229, numRuns: 300 };

function bytes(length: number, seed: number): Uint8Array {
  const rng = new Rng(seed);
  return Uint8Array.from({ length }, () => rng.int(0, 256));
}

const kinds = fc.constantFrom(
  (x: Uint8Array) => x,
  (x: Uint8Array) => Uint16Array.from(x, (v) => v * 257),
  (x: Uint8Array) => Int32Array.from(x, (v) => v * -65_537),
  (x: Uint8Array) => Float32Array.from(x, (v) => v / 255),
);

// What an earlier call left behind must not matter.
function soil(): void {
  withSimd("move", 0, ({ memory }) => new Uint8Array(memory.buffer).fill(0xa5));
}

describe("SIMD moves put bytes where the plain loops put them", { skip }, () => {
  test("rows turned round", () => {
    const law = fc.property(edge, edge, channels, fc.nat(), kinds, (h, w, c, seed, kind) => {
      const src = kind(bytes(h * w * c, seed));
      soil();
      assert.deepEqual(mirrorRowsSimd(src, w, c), plainFlipRows(src, w, c));
    });
    fc.assert(law, runs);
    for (const [h, w] of [
      [3, 20_000],
      [300, 301],
    ] as const) {
      const src = bytes(h * w * 3, 7);
      assert.deepEqual(mirrorRowsSimd(src, w, 3), plainFlipRows(src, w, 3));
    }
  });

  test("pixels picked by rows and columns in any order, near and far apart", () => {
    const law = fc.property(
      fc.tuple(edge, edge, edge, edge),
      channels,
      fc.nat(),
      kinds,
      fc.boolean(),
      ([h, w, tall, wide], c, seed, kind, sorted) => {
        const rng = new Rng(seed);
        const src = kind(bytes(h * w * c, seed));
        const rows = Int32Array.from({ length: tall }, () => rng.int(0, h));
        const cols = Int32Array.from({ length: wide }, () => rng.int(0, w));
        if (sorted) rows.sort();
        soil();
        const got = pickSimd(src, { stride: w * c, channels: c, rows, cols });
        const layout = { planes: 1, height: h, width: w, channels: c };
        assert.deepEqual(got, plain(src, layout, rows, cols, [0]));
      },
    );
    fc.assert(law, runs);
  });

  test("a source whose rows are larger than a block", () => {
    const [h, w] = [5, 30_000];
    const src = bytes(h * w * 3, 3);
    const rows = Int32Array.of(4, 0, 0, 3);
    const cols = Int32Array.from({ length: 999 }, (_, i) => (i * 7919) % w);
    const got = pickSimd(src, { stride: w * 3, channels: 3, rows, cols });
    const layout = { planes: 1, height: h, width: w, channels: 3 };
    assert.deepEqual(got, plain(src, layout, rows, cols, [0]));
  });
});
