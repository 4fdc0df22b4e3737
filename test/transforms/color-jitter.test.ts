import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Image } from "../../src/sample/index.ts";
import { ColorJitter, Compose, functional } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { colorGolden, testColorClass } from "./color-golden.ts";
import { floatNoise, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(ColorJitter, {
  cases: [
    [],
    [{ brightness: 0.5, contrast: 0.5, saturation: 0.5, hue: 0.5 }],
    [{ brightness: [0.1, 0.2], hue: [-0.5, -0.2] }],
    [{ contrast: 3 }],
  ],
});

describe("ColorJitter", () => {
  testColorClass(ColorJitter);

  test("draws the order and the factors that torchvision draws, in floats too", () => {
    const jitter = new ColorJitter({
      brightness: [0.2, 1.8],
      contrast: [0.5, 0.9],
      hue: [-0.3, 0.1],
    });
    const calls = ["adjustBrightness", "adjustContrast", "adjustSaturation", "adjustHue"] as const;
    for (const { seed, order, factors } of colorGolden.factors)
      for (const image of [noise(6, 7), floatNoise(6, 7)]) {
        let want: Image = image;
        for (const i of order)
          if (factors[i] !== null) want = functional[calls[i]!](want, factors[i]!);
        assert.deepEqual(jitter.apply(image, new Rng(seed)), want);
      }
  });

  test("keeps ranges, and drops those that change nothing", () => {
    const { options } = new ColorJitter({
      brightness: 1.5,
      contrast: 0,
      saturation: [1, 1],
      hue: 0.25,
    });
    assert.deepEqual(options, { brightness: [0, 2.5], hue: [-0.25, 0.25] });
    const image = noise(3, 3);
    assert.equal(new ColorJitter().apply(image), image);
  });

  test("draws the order even where nothing is jittered, as torchvision", () => {
    const rng = new Rng(5);
    new ColorJitter().apply(noise(1, 1), rng);
    const again = new Rng(5);
    again.permutation(4);
    assert.deepEqual(rng.state(), again.state());
  });

  test("does all parts of a sample alike, in a pipeline too", () => {
    const image = noise(4, 4);
    const both = new Compose([new ColorJitter({ brightness: 0.9, hue: 0.5 })]);
    const out = both.apply({ image, twin: [image] }, new Rng(1));
    assert.deepEqual(out.image, out.twin[0]);
    assert.notDeepEqual(out.image.data, image.data);
  });

  test("refuses ranges that make no sense", () => {
    const refused: [() => unknown, RegExp][] = [
      [
        () => new ColorJitter({ brightness: -1 }),
        /ColorJitter: expected brightness to be a finite/,
      ],
      [() => new ColorJitter({ contrast: [1.2, 0.8] }), /expected contrast with low <= high/],
      [
        () => new ColorJitter({ saturation: [-0.1, 1] }),
        /expected saturation to be a finite number/,
      ],
      [
        () => new ColorJitter({ hue: 0.6 }),
        /expected hue to be a finite number in \[0, 0.5\], got/,
      ],
      [
        () => new ColorJitter({ hue: [-0.6, 0] }),
        /expected hue to be a finite number in \[-0.5, 0.5/,
      ],
      [() => new ColorJitter({ hue: [0] as never }), /expected hue as \[low, high\], got \[0\]/],
      [
        () => new ColorJitter({ contrast: "1" as never }),
        /expected contrast to be a finite number/,
      ],
    ];
    for (const [make, message] of refused) assert.throws(make, message);
    assert.throws(
      () => new ColorJitter(0.4 as never),
      /ColorJitter: expected options as { brightness, contrast, saturation, hue }, got 0.4/,
    );
    assert.throws(
      () => new ColorJitter({ bright: 1 } as never),
      /ColorJitter: expected options among brightness, .* got "bright"; check the spelling/,
    );
    assert.throws(
      () => new ColorJitter({ brightness: 2 }).apply(floatNoise(2, 2, 4)),
      /ColorJitter: expected 1 or 3 channels, got 4/,
    );
  });
});
