import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, Image, KeyPoints, type Size } from "../../src/sample/index.ts";
import { functional, RandomRotation } from "../../src/transforms/index.ts";
import { commonSize } from "../../src/transforms/parts.ts";
import { Rng } from "../../src/util/rng.ts";
import { golden } from "./golden.ts";
import { floatNoise, labels, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomRotation, {
  golden: "random-rotation",
  cases: [
    [30],
    [[10, 80], { expand: true, fill: { image: 9, mask: 4 } }],
    [180, { interpolation: "bilinear", center: [2, 3], fill: null }],
    [0],
  ],
});

interface Draws {
  readonly rows: readonly { readonly seed: number; readonly rotation: [number, number] }[];
}

describe("RandomRotation", () => {
  test("draws one angle, as torchvision does", () => {
    const { rows } = golden<Draws>("warp-draws");
    assert.ok(rows.length > 0);
    for (const { seed, rotation } of rows) {
      const rng = new Rng(seed);
      const [angle, after] = rotation;
      const image = noise(9, 12);
      const turned = new RandomRotation([-30, 45.5]).apply(image, rng);
      assert.deepEqual(turned.data, functional.rotate(image, angle, { fill: 0 }).data);
      assert.equal(rng.int(0, 1000), after);
    }
  });

  test("a number means both ways, all angles alike", () => {
    const canvasSize = [100, 100] as const;
    const point = KeyPoints.from([[100, 50]], { canvasSize });
    const rng = new Rng(1);
    const angles = Array.from({ length: 4000 }, () => {
      const [x, y] = new RandomRotation(40).apply(point, rng).data as unknown as [number, number];
      return (Math.atan2(50 - y, x - 50) * 180) / Math.PI;
    });
    const quarters = [0, 0, 0, 0];
    for (const angle of angles) quarters[Math.floor((angle + 40) / 20)]! += 1;
    for (const count of quarters) assert.ok(Math.abs(count - 1000) < 120, quarters.join());
  });

  test("with expand, all parts get one size", () => {
    // The corner of this picture all but meets a pixel's edge: Pillow and torch round it apart.
    const size: Size = [4, 15];
    const turn = new RandomRotation([135, 135], { expand: true, center: [0, 4] });
    const parts = {
      mask: labels(...size),
      boxes: BoundingBoxes.from([[0, 0, 3, 3]], { format: "XYXY", canvasSize: size }),
      points: KeyPoints.from([[1, 1]], { canvasSize: size }),
    };
    const bytes = turn.apply({ ...parts, image: noise(...size) });
    assert.deepEqual(commonSize("test", bytes), [14, 14]);
    const { data } = floatNoise(...size, 3);
    const image = new Image(data, { height: 4, width: 15, channels: 3 });
    assert.deepEqual(commonSize("test", turn.apply({ ...parts, image })), [15, 14]);
  });

  test("refuses bad options, each by name", () => {
    const refused: [() => unknown, RegExp | { message: string }][] = [
      [
        () => new RandomRotation(-1),
        {
          message:
            "RandomRotation: expected degrees to be a finite number >= 0, got -1; pass another degrees",
        },
      ],
      [() => new RandomRotation([1] as never), /degrees as \[low, high\], got \[1\]/],
      [() => new RandomRotation([3, 2]), /degrees with low <= high, got \[3, 2\]/],
      [() => new RandomRotation(1, { expand: "yes" as never }), /expand true or false/],
      [() => new RandomRotation(1, { center: [0, Number.NaN] }), /center to be a finite number/],
      [() => new RandomRotation(1, { fill: "red" as never }), /RandomRotation: expected fill/],
      [
        () => new RandomRotation(1, { interpolation: "lanczos" as never }),
        /nearest, bilinear, bic/,
      ],
    ];
    for (const [make, message] of refused) assert.throws(make, message);
  });
});
