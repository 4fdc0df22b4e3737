import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import { Image } from "../../../src/sample/index.ts";
import { functional as F } from "../../../src/transforms/index.ts";
import { check, edge, picture, unit, within } from "../pictures.ts";

const odd = fc.integer({ min: 0, max: 4 }).map((n) => 2 * n + 1);
const sigma = fc.double({ min: 0.2, max: 4, noNaN: true });
const blur = (x: Image, wide: number, tall: number, s: number) =>
  F.gaussianBlur(x, [wide, tall], { sigma: s });
const slackOf = (x: Image, floats: number) => (x.data instanceof Uint8Array ? 0 : floats);

// exp(-d^2 / (2 sigma^2)), summing to 1.
function gaussian(length: number, s: number): number[] {
  const raw = Array.from({ length }, (_, i) =>
    Math.exp(-((i - (length - 1) / 2) ** 2) / (2 * s * s)),
  );
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((value) => value / sum);
}

describe("laws of blurs", () => {
  check(
    "P34: the blur of a dot is the kernel, which sums to 1",
    [odd, odd, sigma],
    (wide, tall, s) => {
      const [h, w] = [2 * tall + 1, 2 * wide + 1];
      const data = new Float32Array(h * w);
      data[tall * w + wide] = 1;
      const dot = new Image(data, { height: h, width: w, channels: 1 });
      const out = blur(dot, wide, tall, s).data;
      const [across, down] = [gaussian(wide, s), gaussian(tall, s)];
      const want = Array.from(data, (_, i) => {
        const [y, x] = [Math.floor(i / w) - tall, (i % w) - wide];
        return (down[y + (tall - 1) / 2] ?? 0) * (across[x + (wide - 1) / 2] ?? 0);
      });
      within(out, want, 1e-6);
      assert.ok(Math.abs(Array.from(out).reduce((a, b) => a + b, 0) - 1) <= 1e-6);
    },
  );

  check("P34: blurring commutes with flips", [picture(), odd, odd, sigma], (x, wide, tall, s) => {
    for (const flip of [F.horizontalFlip, F.verticalFlip]) {
      const [a, b] = [blur(flip(x), wide, tall, s), flip(blur(x, wide, tall, s))];
      // sums in another order; a half may round the other way
      within(a.data, b.data, x.data instanceof Uint8Array ? 1 : 1e-6);
    }
  });

  check(
    "P16, P17: it stays between least and greatest; one value stays",
    [picture(), odd, odd, sigma],
    (x, wide, tall, s) => {
      const slack = slackOf(x, 1e-6);
      const { data } = blur(x, wide, tall, s);
      const [low, high] = [Math.min(...x.data) - slack, Math.max(...x.data) + slack];
      assert.ok(data.every((value: number) => value >= low && value <= high));
      const flat = new Image(x.data.map(() => x.data[0]!) as Image["data"], x);
      within(blur(flat, wide, tall, s).data, flat.data, slack);
    },
  );

  check(
    "P16: sharpening keeps one value",
    [picture(), fc.double({ min: 0, max: 3, noNaN: true })],
    (x, f) => {
      const bytes = x.data instanceof Uint8Array;
      if (!bytes && x.channels === 4) return;
      const flat = new Image(x.data.map(() => x.data[0]!) as Image["data"], x);
      within(F.adjustSharpness(flat, f).data, flat.data, bytes ? 0 : 1e-6);
    },
  );

  check(
    "P19: blurring floats is linear",
    [picture(["floats"]), odd, odd, sigma, unit, unit],
    (x, wide, tall, s, a, b) => {
      const y = F.verticalFlip(x);
      const mix = (p: Image, q: Image) =>
        Float32Array.from(p.data, (value, i) => a * value + b * q.data[i]!);
      const [bx, by] = [x, y].map((part) => blur(part, wide, tall, s));
      within(blur(new Image(mix(x, y), x), wide, tall, s).data, mix(bx!, by!), 1e-5);
    },
  );

  check("P7: a kernel of one pixel changes nothing", [picture(), edge], (x, s) => {
    within(blur(x, 1, 1, s).data, x.data, 0);
  });
});
