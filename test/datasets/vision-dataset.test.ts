import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { VisionDataset, type VisionOptions } from "../../src/datasets/index.ts";
import { type DatasetSource, reopen, sourceOf } from "../../src/datasets/vision-dataset.ts";
import { Image } from "../../src/sample/index.ts";
import { Rng } from "../../src/util/rng.ts";

export class Greys<X = Image, Y = number> extends VisionDataset<Image, number, X, Y> {
  readonly length = 4;

  constructor(root: string, options?: VisionOptions<X, Y>, source?: DatasetSource) {
    super(root, options, source);
  }

  static async open(root: string, options: VisionOptions<unknown, unknown> = {}) {
    return new Greys(root, options, sourceOf(import.meta.url, "Greys", root, options));
  }

  protected async load(index: number): Promise<[Image, number]> {
    return [new Image(Uint8Array.of(index), { width: 1, height: 1, channels: 1 }), 10 * index];
  }
}

describe("VisionDataset", () => {
  it("gives what `load` gives, and checks the index first", async () => {
    const greys = new Greys("here");
    const [image, target] = await greys.get(3);
    assert.equal(image.data[0], 3);
    assert.equal(target, 30);
    assert.equal(greys.root, "here");
    for (const index of [-1, 4, 1.5])
      await assert.rejects(greys.get(index), { code: "INVALID_ARGUMENT", who: "Greys" });
  });

  it("applies transforms to both at once, or to each", async () => {
    const draws = new Rng(3);
    const [first, second] = [draws.u32(), draws.u32()];
    const both = new Greys("", {
      transforms: ([image, target], rng) => [rng.u32(), [image.data[0], target]] as const,
    } as VisionOptions<number, unknown>);
    assert.deepEqual(await both.get(2, new Rng(3)), [first, [2, 20]]);
    const object = { apply: (_: unknown, rng: Rng): [number, number] => [rng.u32(), rng.u32()] };
    assert.deepEqual(await new Greys("", { transforms: object }).get(2, new Rng(3)), [
      first,
      second,
    ]);
    const each = new Greys("", {
      transform: (image, rng) => image.data[0]! + rng.u32(),
      targetTransform: (target, rng) => target + rng.u32(),
    });
    assert.deepEqual(await each.get(1, new Rng(3)), [1 + first, 10 + second]);
  });

  it("refuses both kinds of transforms together", () => {
    const one = (value: never) => value;
    for (const other of ["transform", "targetTransform"])
      assert.throws(() => new Greys("", { transforms: one, [other]: one } as never), {
        code: "INVALID_ARGUMENT",
        message: /^Greys: expected transforms, or transform and targetTransform, but not both/,
      });
  });

  it("is opened again in a worker by its source, transforms as data", async () => {
    assert.equal(new Greys("").toWorker(), undefined);
    const json = { name: "Double", options: {} };
    const double = { apply: (value: number) => 2 * value, toJSON: () => json };
    const greys = await Greys.open("root", { targetTransform: double } as never);
    const sent = structuredClone(greys.toWorker()!.data);
    const again = await reopen(sent as never, {
      dataset: () => assert.fail("no part is a data set"),
      transform: (data) => {
        if (data === undefined) return undefined;
        assert.deepEqual(data, json);
        return double as never;
      },
    });
    assert.deepEqual(await again.get(3), await greys.get(3));
    assert.equal(((await again.get(3)) as unknown[])[1], 60);
  });

  it("says that functions cannot be sent", async () => {
    const greys = await Greys.open("root", { transforms: (sample) => sample });
    assert.throws(() => greys.toWorker(), /can be sent to a worker thread/);
  });
});
