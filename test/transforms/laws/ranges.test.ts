import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Size } from "../../../src/sample/index.ts";
import * as T from "../../../src/transforms/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { drawsOf } from "../draws.ts";

type Holds = (drawn: never, size: Size) => void;

const between = (value: number, low: number, high: number, what: string) =>
  assert.ok(value >= low && value <= high, `${what} ${value} is not in [${low}, ${high}]`);
const whole = (...values: readonly number[]) => assert.ok(values.every(Number.isInteger));

function insidePicture({ top, left, height, width }: T.functional.Rectangle, size: Size): void {
  whole(top, left, height, width);
  assert.ok(top >= 0 && left >= 0 && height >= 1 && width >= 1);
  assert.ok(top + height <= size[0] && left + width <= size[1]);
}

// Draws 10,000 times, over pictures of many sizes.
function draws(transform: T.Transform, holds: Holds, least = 1): void {
  test(`P55: ${transform.name} ${JSON.stringify(transform.options)}`, () => {
    const rng = new Rng(7);
    for (let i = 0; i < 10_000; i++) {
      const size = [rng.int(least, 200), rng.int(least, 200)] as const;
      holds(drawsOf(transform, rng, size) as never, size);
    }
  });
}

describe("laws of ranges: all that is drawn is in its range", () => {
  const [scale, ratio] = [
    [0.2, 0.7],
    [0.5, 1.5],
  ] as const;
  draws(new T.RandomResizedCrop(8, { scale, ratio }), (cut: T.functional.Rectangle, size) => {
    insidePicture(cut, size);
    const { height: h, width: w } = cut;
    const [height, width] = size;
    // edges are rounded by up to a half, which the shares of small pictures feel
    const fits = (low: number, high: number, value: (dh: number, dw: number) => number) => {
      const found = [-0.5, 0.5].flatMap((dh) => [-0.5, 0.5].map((dw) => value(dh, dw)));
      return Math.min(...found) <= high + 1e-6 && Math.max(...found) >= low - 1e-6;
    };
    const share = fits(...scale, (dh, dw) => ((h + dh) * (w + dw)) / (height * width));
    const shape = fits(...ratio, (dh, dw) => (w + dw) / (h + dh));
    // after ten tries: the largest middle of an allowed shape, one of its edges whole
    const isMiddle =
      (h === height || w === width) &&
      cut.top === Math.floor((height - h) / 2) &&
      cut.left === Math.floor((width - w) / 2);
    assert.ok(shape && (share || isMiddle), JSON.stringify({ cut, size }));
  });

  draws(
    new T.RandomCrop([5, 9]),
    ({ rectangle }: { rectangle: T.functional.Rectangle }, size) => {
      insidePicture(rectangle, size);
      assert.deepEqual([rectangle.height, rectangle.width], [5, 9]);
    },
    9,
  );

  const degrees = [-20, 50] as const;
  draws(new T.RandomRotation(degrees), ({ by }: { by: { angle: number } }) => {
    between(by.angle, ...degrees, "the angle");
  });

  type Affine = { angle: number; translate: number[]; scale: number; shear: number[] };
  const affine = { translate: [0.3, 0.1], scale: [0.5, 2], shear: [-5, 10, 0, 20] } as const;
  draws(
    new T.RandomAffine(degrees, affine),
    ({ angle, translate, scale, shear }: Affine, [h, w]) => {
      between(angle, ...degrees, "the angle");
      whole(...translate);
      between(Math.abs(translate[0]!), 0, 0.3 * w + 0.5, "x");
      between(Math.abs(translate[1]!), 0, 0.1 * h + 0.5, "y");
      between(scale, 0.5, 2, "the scale");
      between(shear[0]!, -5, 10, "the shear along x");
      between(shear[1]!, 0, 20, "the shear along y");
    },
  );

  const jitter = { brightness: [0.3, 1.4], contrast: 0.5, hue: 0.2 } as const;
  const limits = { brightness: [0.3, 1.4], contrast: [0.5, 1.5], hue: [-0.2, 0.2] } as const;
  type Step = { op: keyof typeof limits; factor: number };
  draws(new T.ColorJitter(jitter), (steps: readonly Step[]) => {
    assert.deepEqual(steps.map(({ op }) => op).sort(), ["brightness", "contrast", "hue"]);
    // the ends are float32
    for (const { op, factor } of steps)
      between(factor, limits[op][0] - 1e-6, limits[op][1] + 1e-6, op);
  });

  draws(new T.GaussianBlur(3, { sigma: [0.1, 2] }), (sigma: number) => {
    between(sigma, 0.1 - 1e-6, 2, "sigma");
  });
  draws(new T.JPEG([20, 90]), (quality: number) => {
    whole(quality);
    between(quality, 20, 90, "the quality");
  });
  draws(new T.RandomResize(10, 20), (size: number) => {
    whole(size);
    between(size, 10, 19, "the size");
  });
  draws(
    new T.RandomShortestSize([8, 16], { maxSize: 40 }),
    ([h, w]: Size) => {
      whole(h, w);
      assert.ok(Math.min(h, w) <= 16 && Math.max(h, w) <= 40);
    },
    6,
  );
  draws(
    new T.ScaleJitter([40, 60], { scaleRange: [0.5, 2] }),
    ([h, w]: Size, [height, width]) => {
      whole(h, w);
      // torchvision takes the target's width with the height
      const fit = Math.min(60 / height, 40 / width);
      between(h, Math.trunc(0.5 * fit * height) - 1, 2 * fit * height + 1e-3, "the height");
      between(w, Math.trunc(0.5 * fit * width) - 1, 2 * fit * width + 1e-3, "the width");
    },
    20,
  );
  draws(new T.RandomZoomOut({ p: 1, sideRange: [1, 3] }), (border: readonly number[], [h, w]) => {
    const [left, top, right, bottom] = border as [number, number, number, number];
    whole(...border);
    assert.ok(border.every((edge) => edge >= 0));
    between(left + right + w, w, 3 * w, "the width");
    between(top + bottom + h, h, 3 * h, "the height");
  });
  draws(new T.RandomPerspective({ p: 1 }), (map: readonly number[] | null) => {
    if (map !== null) assert.ok(map.length === 8 && map.every(Number.isFinite));
  });
});

describe("laws of ranges: erasing", () => {
  test("P55: an erased rectangle has an allowed area and shape, or nothing is erased", () => {
    const [scale, ratio] = [
      [0.05, 0.3],
      [0.5, 2],
    ] as const;
    const transform = new T.RandomErasing({ p: 1, scale, ratio });
    const { draw } = transform as unknown as {
      draw(rng: Rng, look: () => object): { rectangle: T.functional.Rectangle } | null;
    };
    const rng = new Rng(3);
    for (let i = 0; i < 10_000; i++) {
      const [height, width] = [rng.int(1, 200), rng.int(1, 200)];
      const drawn = draw.call(transform, rng, () => ({ height, width, channels: 3, bytes: true }));
      if (drawn === null) continue;
      const { top, left, height: h, width: w } = drawn.rectangle;
      assert.ok(h < height && w < width && top >= 0 && left >= 0);
      assert.ok(top + h <= height && left + w <= width);
      const [low, high] = scale.map((share) => share * height * width);
      assert.ok(
        (h + 0.5) * (w + 0.5) >= low! && Math.max(0, h - 0.5) * Math.max(0, w - 0.5) <= high!,
      );
      assert.ok((h + 0.5) / Math.max(w - 0.5, 1e-9) >= ratio[0] - 1e-6);
      assert.ok(Math.max(0, h - 0.5) / (w + 0.5) <= ratio[1] + 1e-6);
    }
  });
});
