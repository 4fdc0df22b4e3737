import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
  type Filter,
  filters,
  filterTaps,
  type Taps,
} from "../../../../src/transforms/kernels/filters.ts";
import { type ByteSource, plain } from "../../../../src/transforms/kernels/resample.ts";
import {
  planOf,
  type ResampleKernels,
  resampleWith,
} from "../../../../src/transforms/kernels/resample-simd.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { Rng } from "../../../../src/util/rng.ts";

const absent = withSimd("resample", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

const edge = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 41, max: 700 }) },
);
const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const kind = fc.constantFrom<Filter>(...Object.values(filters));
const pattern = fc.constantFrom("noise", "extremes", "white");

function pixels(length: number, kind: string, seed: number): Uint8Array {
  const rng = new Rng(seed);
  if (kind === "white") return new Uint8Array(length).fill(255);
  const of = kind === "noise" ? () => rng.int(0, 256) : () => 255 * rng.int(0, 2);
  return new Uint8Array(length).map(of);
}

function same(from: ByteSource, x: Taps | undefined, y: Taps | undefined): void {
  const plan = planOf(from, x, y);
  const got = withSimd("resample", plan.places.end, (kernels: ResampleKernels) => {
    // What an earlier call left behind must not matter.
    new Uint8Array(kernels.memory.buffer).fill(0xa5);
    return resampleWith(kernels, plan);
  });
  assert.deepEqual(got, plain(from, x, y));
}

describe("SIMD resampling gives the bytes of the plain loops", { skip }, () => {
  const source = fc
    .record({
      width: edge,
      height: edge,
      a: part,
      b: part,
      c: part,
      d: part,
      pattern,
      seed: fc.nat(),
    })
    .chain((given) => fc.constantFrom(1, 2, 3, 4).map((channels) => ({ ...given, channels })));

  test("for any rectangle, size and filter", () => {
    fc.assert(
      fc.property(source, kind, edge, edge, (given, filter, wide, tall) => {
        const { width, height, channels, a, b, c, d } = given;
        const cols = 1 + Math.floor(a * width);
        const rows = 1 + Math.floor(b * height);
        const left = Math.floor(c * (width - cols + 1));
        const top = Math.floor(d * (height - rows + 1));
        const data = pixels(width * height * channels, given.pattern, given.seed);
        const x = wide === cols ? undefined : filterTaps(cols, wide, filter);
        const y = tall === rows ? undefined : filterTaps(rows, tall, filter);
        if (x !== undefined || y !== undefined)
          same({ data, width, channels, top, left, rows, cols }, x, y);
      }),
      { seed: 20240229, numRuns: 400 },
    );
  });

  const sizes = [1, 2, 3, 5, 8, 17];
  test("for all small sizes", () => {
    for (const filter of [filters.bilinear, filters.lanczos])
      for (const channels of [1, 2, 3, 4])
        for (const [cols, wide] of sizes.flatMap((a) => sizes.map((b) => [a, b] as const)))
          for (const rows of [1, 2, 4, 5]) {
            const data = pixels(cols * rows * channels, "noise", cols + wide);
            const from = { data, width: cols, channels, top: 0, left: 0, rows, cols };
            same(from, filterTaps(cols, wide, filter), undefined);
            same(from, undefined, filterTaps(rows, wide, filter));
          }
  });

  test("for pictures of several bands, cut and whole", () => {
    const [width, height] = [701, 211];
    for (const channels of [1, 2, 3, 4]) {
      const data = pixels(width * height * channels, "noise", channels);
      for (const [left, cols] of [
        [0, width],
        [3, 690],
        [200, 130],
      ] as const)
        for (const filter of [filters.box, filters.bicubic]) {
          const from = { data, width, channels, top: 5, left, rows: 201, cols };
          same(from, filterTaps(cols, 113, filter), filterTaps(201, 67, filter));
        }
    }
  });

  test("where weights are above 1 and sums leave the range of a byte", () => {
    const far = [...Array(200)].map((_, i) => (i % 7 < 3 ? 255 : 0));
    for (const channels of [1, 3])
      for (const wide of [7, 199, 201, 1000]) {
        const data = Uint8Array.from(far.slice(0, 198));
        const cols = 198 / channels;
        const from = { data, width: cols, channels, top: 0, left: 0, rows: 1, cols };
        same(from, filterTaps(cols, wide, filters.lanczos), filterTaps(1, 9, filters.bicubic));
      }
  });
});
