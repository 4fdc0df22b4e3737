import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { functional, RandomPerspective } from "../../src/transforms/index.ts";
import type { Corners } from "../../src/transforms/kernels/perspective-coefficients.ts";
import { Rng } from "../../src/util/rng.ts";
import { golden } from "./golden.ts";
import { fullSample, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomPerspective, {
  golden: "random-perspective",
  cases: [
    [],
    [{ p: 1 }],
    [{ p: 1, distortionScale: 0.9, interpolation: "nearest", fill: { image: 9, mask: 3 } }],
    [{ p: 1, distortionScale: 0, fill: null }],
  ],
});

interface Draws {
  readonly rows: readonly {
    readonly seed: number;
    readonly perspective: [Corners | null, number];
  }[];
}

describe("RandomPerspective", () => {
  test("draws whether, and eight places, as torchvision does", () => {
    const { rows } = golden<Draws>("warp-draws");
    const image = noise(30, 41);
    assert.ok(rows.some(({ perspective: [end] }) => end === null));
    for (const { seed, perspective } of rows) {
      const rng = new Rng(seed);
      const [end, after] = perspective;
      const got = new RandomPerspective({ distortionScale: 0.6 }).apply(image, rng);
      const start: Corners = [
        [0, 0],
        [40, 0],
        [40, 29],
        [0, 29],
      ];
      if (end === null) assert.equal(got, image);
      else assert.deepEqual(got.data, functional.perspective(image, start, end, { fill: 0 }).data);
      assert.equal(rng.int(0, 1000), after);
    }
  });

  test("leaves samples alone that are one pixel high or wide", () => {
    for (const [height, width] of [
      [1, 1],
      [1, 20],
      [20, 1],
    ] as const) {
      const sample = fullSample(height, width);
      const transform = new RandomPerspective({ p: 1 });
      for (let seed = 0; seed < 10; seed++)
        assert.equal(transform.apply(sample, new Rng(seed)), sample);
    }
  });

  test("happens with probability p", () => {
    const image = noise(4, 4, 1);
    const rng = new Rng(0);
    const transform = new RandomPerspective({ p: 0.3 });
    let count = 0;
    for (let i = 0; i < 2000; i++) if (transform.apply(image, rng) !== image) count++;
    assert.ok(Math.abs(count - 600) < 80, `${count} of 2000`);
  });

  test("refuses bad options, each by name", () => {
    const refused: [() => unknown, RegExp][] = [
      [() => new RandomPerspective({ distortionScale: 1.1 }), /distortionScale to be .* \[0, 1\]/],
      [() => new RandomPerspective({ distortionScale: -0.1 }), /distortionScale to be .* \[0, 1\]/],
      [
        () => new RandomPerspective({ p: 2 }),
        /RandomPerspective: expected p to be a finite number/,
      ],
      [() => new RandomPerspective({ interpolation: "x" as never }), /interpolation to be one of/],
    ];
    for (const [make, message] of refused) assert.throws(make, message);
  });
});
