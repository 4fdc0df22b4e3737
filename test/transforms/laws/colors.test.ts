import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import { Image } from "../../../src/sample/index.ts";
import { functional as F } from "../../../src/transforms/index.ts";
import { check, equal, inside, picture, units, within } from "../pictures.ts";

const opaque = (kinds?: readonly ("bytes" | "floats")[]) =>
  picture(kinds).map((x) => (x.channels === 4 ? F.permuteChannels(opaquePart(x), [2, 1, 0]) : x));
const factor = fc.double({ min: 0, max: 3, noNaN: true });
const turn = fc.double({ min: -0.5, max: 0.5, noNaN: true });

// The first three of four channels.
function opaquePart({ data, width, height, orientation }: Image): Image {
  const info = { width, height, orientation, channels: 3 } as const;
  return new Image(data.filter((_, i) => i % 4 !== 3) as Image["data"], info);
}

const pointwise = (f: number, h: number): ((x: Image) => Image)[] => [
  (x) => F.adjustBrightness(x, f),
  (x) => F.adjustSaturation(x, f),
  (x) => F.adjustHue(x, h),
  (x) => F.adjustGamma(x, f),
  (x) => F.invert(x),
  (x) => F.posterize(x, Math.floor(f * 2)),
  (x) => F.solarize(x, f / 3),
  (x) => F.rgbToGrayscale(x),
  (x) => F.grayscaleToRgb(x),
];
const wholeView = (f: number): ((x: Image) => Image)[] => [
  (x) => F.adjustContrast(x, f),
  (x) => F.adjustSharpness(x, f),
  (x) => F.autocontrast(x),
  (x) => F.equalize(x),
];

describe("laws of colours", () => {
  check(
    "what looks at one pixel commutes with crops",
    [opaque(), units, factor, turn],
    (x, u, f, h) => {
      const cut = inside(x.size, u);
      for (const change of pointwise(f, h)) equal(change(F.crop(x, cut)), F.crop(change(x), cut));
    },
  );

  check("all adjustments commute with flips", [opaque(["bytes"]), factor, turn], (x, f, h) => {
    for (const change of [...pointwise(f, h), ...wholeView(f)])
      equal(change(F.horizontalFlip(x)), F.horizontalFlip(change(x)));
  });

  check("twice is none, or once", [opaque(["bytes"]), fc.nat(8)], (x, bits) => {
    equal(F.invert(F.invert(x)), x);
    equal(F.posterize(F.posterize(x, bits), bits), F.posterize(x, bits));
    equal(F.solarize(x, 0), F.invert(x));
    const gray = F.rgbToGrayscale(x, { numOutputChannels: 3 });
    equal(F.rgbToGrayscale(gray, { numOutputChannels: 3 }), gray);
    equal(F.adjustSaturation(gray, 2.5), gray);
    equal(F.adjustHue(gray, 0.3), gray);
  });

  check("factor 1 changes nothing, 0 gives the other end", [opaque()], (x) => {
    for (const change of [F.adjustBrightness, F.adjustContrast, F.adjustSaturation])
      within(change(x, 1).data, x.data, 1e-6);
    within(F.adjustSharpness(x, 1).data, x.data, 1e-6);
    assert.ok(F.adjustBrightness(x, 0).data.every((value) => value === 0));
    const [flat] = F.adjustContrast(x, 0).data;
    assert.ok(F.adjustContrast(x, 0).data.every((value) => value === flat));
  });

  check("bytes and floats tell of one picture", [opaque(["bytes"]), factor, turn], (x, f, h) => {
    const unit = Float32Array.from(x.data, (byte) => byte / 255);
    const floats = new Image(unit, x);
    const close = (change: (part: Image) => Image, levels: number) =>
      within(
        change(x).data,
        change(floats).data.map((value) => value * 255),
        levels,
      );
    close((part) => F.adjustBrightness(part, f), 1.01);
    // Greys are rounded, and what was lost is multiplied by 1 - f.
    close((part) => F.adjustContrast(part, f), 1.01 + 2 * Math.abs(1 - f));
    close((part) => F.adjustSaturation(part, f), 1.01 + 2 * Math.abs(1 - f));
    close((part) => F.adjustSharpness(part, f), 1.01 + Math.abs(1 - f));
    close((part) => F.rgbToGrayscale(part), 1.01);
    close(F.autocontrast, 1.01);
    // Saturation and hue are truncated to bytes: 1 of 255 of a turn, six times as steep.
    close((part) => F.adjustHue(part, h), 16);
  });

  check("channels put back in order", [opaque()], (x) => {
    if (x.channels !== 3) return;
    equal(F.permuteChannels(F.permuteChannels(x, [1, 2, 0]), [2, 0, 1]), x);
    equal(F.invert(F.permuteChannels(x, [1, 2, 0])), F.permuteChannels(F.invert(x), [1, 2, 0]));
  });

  check("equalizing keeps the order of values", [opaque(["bytes"])], (x) => {
    const out = F.equalize(x).data;
    for (let c = 0; c < x.channels; c++) {
      const seen = new Map<number, number>();
      for (let i = c; i < out.length; i += x.channels) seen.set(x.data[i]!, out[i]!);
      const rising = [...seen].sort(([a], [b]) => a - b).map(([, value]) => value);
      assert.ok(rising.every((value, i) => i === 0 || value >= rising[i - 1]!));
    }
  });
});
