import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import { Tensor } from "../../../src/tensor/index.ts";
import { CutMix, MixUp } from "../../../src/transforms/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { check, edge, within } from "../pictures.ts";

const count = fc.integer({ min: 1, max: 5 });
const alpha = fc.double({ min: 0.1, max: 4, noNaN: true });
const numClasses = 6;

// Pictures of which each is one value, its own number, and labels that say it.
function numbered(b: number, h: number, w: number): readonly [Tensor, Tensor] {
  const data = Float32Array.from({ length: b * h * w }, (_, i) => Math.floor(i / (h * w)));
  const labels = BigInt64Array.from({ length: b }, (_, i) => BigInt(i));
  return [Tensor.fromData(data, [b, 1, h, w]), Tensor.fromData(labels, [b])];
}

const rowsOf = (labels: Tensor) => {
  const data = labels.hostData() as Float32Array;
  const [b = 0, classes = 0] = labels.shape;
  return Array.from({ length: b }, (_, i) => [...data.subarray(i * classes, (i + 1) * classes)]);
};

describe("laws of mixing", () => {
  const drawn = [count, edge, edge, alpha, fc.nat()] as const;
  check(
    "P48: shares of labels sum to 1, each the share of its picture",
    [...drawn],
    (b, h, w, a, seed) => {
      const [pictures, labels] = numbered(b, h, w);
      const given = [pictures, labels] as const;
      for (const mix of [
        new MixUp({ alpha: a, numClasses }),
        new CutMix({ alpha: a, numClasses }),
      ]) {
        const [mixed, shares] = mix.apply(given, new Rng(seed));
        const values = mixed.hostData() as Float32Array;
        for (const [i, row] of rowsOf(shares).entries()) {
          within([row.reduce((sum, share) => sum + share, 0)], [1], 1e-6);
          const previous = (i + b - 1) % b;
          for (const [label, share] of row.entries())
            assert.ok(label === i || label === previous || share === 0);
          // one value a picture: the mean of the mixed one is the mean of the labels by their shares
          const own = values.subarray(i * h * w, (i + 1) * h * w);
          const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
          within([mean], [row.reduce((sum, share, label) => sum + share * label, 0)], 2e-5);
        }
      }
    },
  );

  check(
    "P48: CutMix pastes one rectangle, whose area is the label's share",
    [...drawn],
    (b, h, w, a, seed) => {
      if (b === 1) return;
      const [mixed, shares] = new CutMix({ alpha: a, numClasses }).apply(
        [...numbered(b, h, w)] as const,
        new Rng(seed),
      );
      const values = mixed.hostData() as Float32Array;
      for (const [i, row] of rowsOf(shares).entries()) {
        const own = values.subarray(i * h * w, (i + 1) * h * w);
        const pasted = [...own.keys()].filter((at) => own[at] !== i);
        within([row[(i + b - 1) % b]!], [pasted.length / (h * w)], 1e-6);
        const [xs, ys] = [pasted.map((at) => at % w), pasted.map((at) => Math.floor(at / w))];
        const [across, down] = [xs, ys].map((at) => Math.max(...at) - Math.min(...at) + 1);
        if (pasted.length > 0) assert.equal(across! * down!, pasted.length);
      }
    },
  );

  check("P48: a batch of equal samples stays", [...drawn], (b, h, w, a, seed) => {
    const rng = new Rng(seed);
    const one = Float32Array.from({ length: h * w }, () => rng.next());
    const data = Float32Array.from({ length: b * h * w }, (_, i) => one[i % (h * w)]!);
    const pictures = Tensor.fromData(data, [b, 1, h, w]);
    const labels = Tensor.fromData(new Int32Array(b).fill(2), [b]);
    for (const mix of [new MixUp({ alpha: a, numClasses }), new CutMix({ alpha: a, numClasses })]) {
      const [mixed, shares] = mix.apply([pictures, labels] as const, new Rng(seed));
      within(mixed.hostData() as Float32Array, data, 1e-6);
      for (const row of rowsOf(shares)) within(row, [0, 0, 1, 0, 0, 0], 1e-6);
    }
  });
});
