import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Tensor } from "../../src/tensor/index.ts";
import { ElasticTransform, functional } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { golden, type Packed } from "./golden.ts";
import { within } from "./pictures.ts";
import { fullSample, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(ElasticTransform, {
  golden: "elastic-transform",
  cases: [
    [],
    [{ alpha: [10, 30], sigma: [1, 2], fill: { image: 9, mask: 2 } }],
    [{ alpha: 5, sigma: 0, interpolation: "nearest", fill: null }],
  ],
});

interface Draws {
  readonly fields: readonly {
    readonly seed: number;
    readonly size: readonly [number, number];
    readonly alpha: readonly [number, number];
    readonly sigma: readonly [number, number];
    readonly field: Packed;
    readonly next: number;
  }[];
}

function drawn(transform: ElasticTransform, size: readonly [number, number], rng: Rng): Tensor {
  const open = transform as unknown as {
    draw(rng: Rng, size: () => readonly [number, number]): Tensor;
  };
  return open.draw(rng, () => size);
}

describe("ElasticTransform", () => {
  const { fields } = golden<Draws>("warp-draws");
  assert.ok(fields.length > 0);
  for (const { seed, size, alpha, sigma, field, next } of fields) {
    test(`draws the field of seed ${seed} as torchvision does`, () => {
      const rng = new Rng(seed);
      const got = drawn(new ElasticTransform({ alpha, sigma }), size, rng);
      assert.deepEqual(got.shape, field.shape);
      const bytes = new Uint8Array(Buffer.from(field.data!, "base64"));
      within(got.hostData() as Float32Array, new Float32Array(bytes.buffer), 5e-6); // torch sums in float32, in one pass
      assert.equal(rng.int(0, 1000), next);
    });
  }

  test("applies what it draws, to every part", () => {
    const transform = new ElasticTransform({ alpha: 30, sigma: 2, fill: 1 });
    const { image, points, masks } = fullSample(24, 30);
    const got = transform.apply({ image, points, masks }, new Rng(5));
    const field = drawn(transform, [24, 30], new Rng(5));
    const options = { fill: 1 };
    assert.deepEqual(got.image.data, functional.elastic(image, field, options).data);
    assert.deepEqual(got.points.data, functional.elastic(points, field).data);
    const classes = functional.elastic(masks.classes, field, options);
    assert.deepEqual(got.masks.classes.data, classes.data);
  });

  test("blurs pictures smaller than the kernel too", () => {
    const transform = new ElasticTransform({ sigma: 5 });
    assert.deepEqual(transform.apply(noise(3, 1), new Rng(0)).size, [3, 1]);
  });

  test("refuses bad options, each by name", () => {
    const refused: [() => unknown, RegExp][] = [
      [() => new ElasticTransform({ alpha: Number.NaN }), /alpha to be a finite number/],
      [() => new ElasticTransform({ alpha: [1, 2, 3] as never }), /alpha as a number or \[x, y\]/],
      [() => new ElasticTransform({ sigma: -1 }), /sigma to be a finite number >= 0, got -1/],
      [() => new ElasticTransform({ sigma: [0, 1] }), /sigma above 0 along both axes, or 0/],
      [
        () => new ElasticTransform({ interpolation: "bicubic" as never }),
        /"nearest" or "bilinear"/,
      ],
    ];
    for (const [make, message] of refused) assert.throws(make, message);
  });
});
