import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { functional, RandomAffine } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { golden } from "./golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomAffine, {
  golden: "random-affine",
  cases: [
    [30],
    [[0, 10], { translate: [0.2, 0.4], scale: [0.5, 1.5], shear: 10 }],
    [0, { shear: [-5, 5, 0, 30], interpolation: "bilinear", fill: null }],
    [5, { shear: [1, 2], center: [0, 0], fill: { image: 9, others: 1 } }],
  ],
});

type Row = [
  angle: number,
  translate: [number, number],
  scale: number,
  shear: [number, number],
  after: number,
];
interface Draws {
  readonly rows: readonly {
    readonly seed: number;
    readonly affine: Row;
    readonly affineSome: Row;
    readonly affineMoves: Row;
  }[];
}

// The parameters that the transform draws for a sample of `size`.
function drawn(transform: RandomAffine, size: readonly [number, number], rng: Rng) {
  const open = transform as unknown as {
    draw(rng: Rng, size: () => readonly [number, number]): object;
  };
  return open.draw(rng, () => size);
}

describe("RandomAffine", () => {
  const { rows } = golden<Draws>("warp-draws");

  const check = (name: "affine" | "affineSome" | "affineMoves", make: () => RandomAffine) => {
    const sizes = { affine: [427, 640], affineSome: [48, 64], affineMoves: [48, 33] } as const;
    for (const row of rows) {
      const rng = new Rng(row.seed);
      const [angle, translate, scale, shear, after] = row[name];
      const got = drawn(make(), sizes[name], rng);
      // -0 is 0 for what follows
      assert.deepEqual(JSON.parse(JSON.stringify(got)), { angle, translate, scale, shear });
      assert.equal(rng.int(0, 1000), after);
    }
  };

  test("draws all five parameters as torchvision does", () => {
    assert.ok(rows.length > 0);
    const options = { translate: [0.1, 0.3], scale: [0.8, 1.2], shear: [-5, 5, -3, 8] } as const;
    check("affine", () => new RandomAffine(10, options));
  });

  test("draws only what is asked for", () => {
    check("affineSome", () => new RandomAffine(0, { scale: [0.5, 0.75], shear: 20 }));
    check("affineMoves", () => new RandomAffine([0, 180], { translate: [0.5, 0] }));
  });

  test("applies what it draws", () => {
    const image = noise(20, 24);
    const options = { translate: [0.1, 0.3], scale: [0.8, 1.2], shear: 15 } as const;
    const how = { interpolation: "bilinear", fill: 7, center: [3, 4] } as const;
    const transform = new RandomAffine(60, { ...options, ...how });
    for (let seed = 0; seed < 10; seed++) {
      const { angle, ...params } = drawn(transform, [20, 24], new Rng(seed)) as { angle: number };
      const want = functional.affine(image, angle, { ...params, ...how });
      assert.deepEqual(transform.apply(image, new Rng(seed)).data, want.data);
    }
  });

  test("refuses bad options, each by name", () => {
    const refused: [() => unknown, RegExp][] = [
      [() => new RandomAffine(-3), /RandomAffine: expected degrees to be a finite number >= 0/],
      [() => new RandomAffine(1, { translate: [0.1, 1.1] }), /translate as \[x, y\] in \[0, 1\]/],
      [
        () => new RandomAffine(1, { translate: [0.1] as never }),
        /translate as \[x, y\] in \[0, 1\]/,
      ],
      [() => new RandomAffine(1, { scale: [0, 1] }), /scale above 0, got \[0, 1\]/],
      [() => new RandomAffine(1, { scale: [2, 1] }), /scale with low <= high/],
      [() => new RandomAffine(1, { shear: -1 }), /shear to be a finite number >= 0, got -1/],
      [() => new RandomAffine(1, { shear: [1, 2, 3] as never }), /shear as \[low, high\]/],
      [() => new RandomAffine(1, { shear: [1, 2, 4, 3] }), /shear with low <= high, got \[4, 3\]/],
    ];
    for (const [make, message] of refused) assert.throws(make, message);
  });
});
