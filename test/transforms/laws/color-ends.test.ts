import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import type { Image } from "../../../src/sample/index.ts";
import type { ColorStep } from "../../../src/transforms/functional/color-steps.ts";
import { ColorJitter, functional as F } from "../../../src/transforms/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { drawsOf } from "../draws.ts";
import { check, equal, picture, unit, within } from "../pictures.ts";

const opaque = (kinds?: readonly ("bytes" | "floats")[]) =>
  picture(kinds).filter(({ channels }) => channels !== 4);
const factor = fc.double({ min: 0, max: 3, noNaN: true });
const turn = fc.double({ min: -0.5, max: 0.5, noNaN: true });
const isBytes = ({ data }: Image) => data instanceof Uint8Array;

const calls = {
  brightness: F.adjustBrightness,
  contrast: F.adjustContrast,
  saturation: F.adjustSaturation,
  hue: F.adjustHue,
} as const;

describe("laws of colours at the ends of their parameters", () => {
  check("P27: gamma 1 changes nothing", [opaque()], (x) => {
    within(F.adjustGamma(x, 1).data, x.data, 0);
  });

  check("P28: hue 0 keeps each pixel's largest value, and nearly the others", [opaque()], (x) => {
    if (x.channels !== 3) return;
    const { data } = F.adjustHue(x, 0);
    // Pillow cuts hue and saturation to bytes: of all 2 ** 24 colours the worst is 7 levels off
    within(data, x.data, isBytes(x) ? 7 : 1e-5);
    for (let i = 0; i < data.length; i += 3) {
      const [got, want] = [data, x.data].map((all) => Math.max(...all.subarray(i, i + 3)));
      assert.ok(Math.abs(got! - want!) <= (isBytes(x) ? 0 : 1e-6));
    }
  });

  check("P29: saturation 0 is the grey picture, contrast 0 its mean", [opaque()], (x) => {
    const gray = F.rgbToGrayscale(x, { numOutputChannels: x.channels === 1 ? 1 : 3 });
    within(F.adjustSaturation(x, 0).data, gray.data, isBytes(x) ? 0 : 1e-6);
    const mean = Array.from(gray.data).reduce((a, b) => a + b, 0) / gray.data.length;
    const flat = F.adjustContrast(x, 0).data;
    for (const value of flat) assert.equal(value, flat[0]);
    assert.ok(Math.abs(flat[0]! - mean) <= (isBytes(x) ? 0.5 : 1e-5), `${flat[0]} and ${mean}`);
  });

  check("P30: solarizing leaves what lies below the threshold", [opaque(), unit], (x, share) => {
    const threshold = isBytes(x) ? Math.floor(256 * share) : Math.fround(share);
    const [out, inverse] = [F.solarize(x, threshold).data, F.invert(x).data];
    for (const [i, value] of x.data.entries())
      assert.equal(out[i], value < threshold ? value : inverse[i]);
    equal(F.solarize(x, 0), F.invert(x));
  });

  check("P31: stretching again changes nothing", [opaque()], (x) => {
    const once = F.autocontrast(x);
    const twice = F.autocontrast(once);
    // Pillow cuts 254.99... to 254, which the second time becomes 255: so 0..25 does
    within(twice.data, once.data, isBytes(x) ? 1 : 1e-6);
    within(F.autocontrast(twice).data, twice.data, isBytes(x) ? 0 : 1e-6);
  });

  check("P31: grey floats get darker by the weights' sum, 0.9999", [opaque(["floats"])], (x) => {
    const gray = F.rgbToGrayscale(x, { numOutputChannels: 3 });
    if (x.channels === 1) return;
    const again = F.rgbToGrayscale(gray, { numOutputChannels: 3 });
    // torchvision's 0.2989 + 0.587 + 0.114; Pillow's weights of bytes sum to 1, see colors.test.ts
    within(
      again.data,
      gray.data.map((value) => value * 0.9999),
      1e-6,
    );
    within(F.posterize(F.posterize(x, 3), 3).data, F.posterize(x, 3).data, 1e-6);
  });

  check("P32: stretching and equalizing keep the order of values", [opaque()], (x) => {
    for (const change of [F.autocontrast, F.equalize]) {
      const out = change(x).data;
      for (let c = 0; c < x.channels; c++) {
        const pairs: (readonly [number, number])[] = [];
        for (let i = c; i < out.length; i += x.channels) pairs.push([x.data[i]!, out[i]!]);
        pairs.sort(([a], [b]) => a - b);
        for (const [i, [value, got]] of pairs.entries()) {
          const [before, earlier] = pairs[i - 1] ?? [value, got];
          assert.ok(value === before ? got === earlier : got >= earlier);
        }
      }
    }
  });

  const range = fc.tuple(factor, factor).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  check(
    "P38: a jitter is the functionals it draws, in their order",
    [opaque(), range, range, fc.nat()],
    (x, brightness, contrast, seed) => {
      const jitter = new ColorJitter({ brightness, contrast, saturation: brightness, hue: 0.4 });
      const steps = drawsOf(jitter, new Rng(seed), x.size) as readonly ColorStep[];
      const want = steps.reduce((image, step) => calls[step.op](image, step.factor), x);
      assert.equal(steps.length, 4);
      equal(jitter.apply(x, new Rng(seed)), want);
    },
  );

  check("P59: floats of 0..1 stay there", [opaque(["floats"]), factor, turn], (x, f, h) => {
    const outs = [
      F.adjustBrightness(x, f),
      F.adjustContrast(x, f),
      F.adjustSaturation(x, f),
      F.adjustHue(x, h),
      F.adjustGamma(x, f),
      F.adjustGamma(x, f, { gain: 2 }),
      F.adjustSharpness(x, f),
      F.invert(x),
      F.posterize(x, Math.floor(2 * f)),
      F.solarize(x, f / 3),
      F.autocontrast(x),
      F.equalize(x),
      F.rgbToGrayscale(x),
      F.gaussianNoise(x, { sigma: f }),
    ];
    for (const [i, { data }] of outs.entries())
      assert.ok(
        data.every((value: number) => value >= 0 && value <= 1 + 1e-6),
        `number ${i}`,
      );
  });
});
