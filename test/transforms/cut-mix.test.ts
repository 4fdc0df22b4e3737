import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Tensor } from "../../src/tensor/index.ts";
import { CutMix } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { batchOf, batchSample, hashOf, mixRows } from "./batches.ts";
import { drawsOf } from "./draws.ts";
import { within } from "./pictures.ts";
import { transformSuite } from "./suite.ts";

transformSuite(CutMix, {
  cases: [[{ numClasses: 4 }], [{ alpha: 3, numClasses: 5 }]],
  sample: batchSample,
});

describe("CutMix", () => {
  for (const row of mixRows) {
    const { shape, alpha, seed, CutMix: want } = row;
    test(`of [${shape}], alpha ${alpha}, seed ${seed} equals torchvision's`, () => {
      const mix = new CutMix({ alpha, numClasses: 4 });
      const size = [shape.at(-2)!, shape.at(-1)!] as const;
      const { share } = drawsOf(mix, new Rng(seed), size) as { share: number };
      assert.equal(share, want.share);
      const { images, labels } = batchOf(row);
      const rng = new Rng(seed);
      const got = mix.apply([images, labels] as const, rng);
      assert.equal(rng.next(), want.after);
      assert.equal(hashOf(got[0]), want.images);
      assert.deepEqual([...got[1].hostData()], want.labels);
    });
  }

  test("gives labels the share of the pixels that stayed", () => {
    for (let seed = 0; seed < 50; seed++) {
      const sample = batchSample(9, 13);
      const got = new CutMix({ numClasses: 4 }).apply(sample, new Rng(seed));
      const [before, after] = [sample.image.hostData(), got.image.hostData()] as Float32Array[];
      const kept = after!.filter((value, i) => value === before![i]).length / after!.length;
      const own = Number(sample.labels.hostData()[1]);
      const previous = Number(sample.labels.hostData()[0]);
      const want = own === previous ? 1 : kept;
      within([(got.labels.hostData() as Float32Array)[4 + own]!], [want], 1e-6);
    }
  });

  test("takes bytes", () => {
    const bytes = Tensor.fromData(
      Uint8Array.from({ length: 32 }, (_, i) => i),
      [2, 1, 4, 4],
    );
    const labels = Tensor.fromData(new Int32Array(2), [2]);
    const [got] = new CutMix({ numClasses: 1 }).apply([bytes, labels] as const, new Rng(5));
    assert.equal(got.dtype, "uint8");
    const values = got.hostData() as Uint8Array;
    for (const [i, value] of values.entries()) assert.equal(value % 16, i % 16);
    assert.notDeepEqual(values, bytes.hostData());
  });
});
