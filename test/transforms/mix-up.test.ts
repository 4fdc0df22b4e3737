import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Tensor } from "../../src/tensor/index.ts";
import { MixUp } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { batchOf, batchSample, hashOf, mixRows } from "./batches.ts";
import { drawsOf } from "./draws.ts";
import { within } from "./pictures.ts";
import { transformSuite } from "./suite.ts";

transformSuite(MixUp, {
  cases: [[{ numClasses: 4 }], [{ alpha: 0.2, numClasses: 5, labelsGetter: "labels" }]],
  sample: batchSample,
});

describe("MixUp", () => {
  for (const row of mixRows) {
    const { shape, alpha, seed, MixUp: want } = row;
    test(`of [${shape}], alpha ${alpha}, seed ${seed} equals torchvision's`, () => {
      const mix = new MixUp({ alpha, numClasses: 4 });
      assert.deepEqual(drawsOf(mix, new Rng(seed), [1, 1]), { share: want.share });
      const { images, labels } = batchOf(row);
      const rng = new Rng(seed);
      const got = mix.apply([images, labels] as const, rng);
      assert.equal(rng.next(), want.after);
      assert.equal(hashOf(got[0]), want.images);
      assert.deepEqual(got[1].shape, [shape[0], 4]);
      assert.deepEqual([...got[1].hostData()], want.labels);
    });
  }

  test("blends pictures and labels by one share", () => {
    const sample = batchSample(5, 4);
    const got = new MixUp({ numClasses: 4 }).apply(sample, new Rng(3));
    const [before, after] = [sample.image.hostData(), got.image.hostData()] as Float32Array[];
    const share = (after![0]! - before![80]!) / (before![0]! - before![80]!);
    const rows = got.labels.hostData() as Float32Array;
    const own = Number(sample.labels.hostData()[0]);
    const other = Number(sample.labels.hostData()[2]);
    const want = [0, 0, 0, 0];
    want[own]! += share;
    want[other]! += 1 - share;
    within(rows.slice(0, 4), want, 1e-5);
  });

  test("refuses bytes", () => {
    const bytes = Tensor.fromData(new Uint8Array(12), [1, 3, 2, 2]);
    const labels = Tensor.fromData(new Float32Array(4), [1, 4]);
    assert.throws(() => new MixUp().apply([bytes, labels]), /MixUp: expected float32 pictures/);
  });
});
