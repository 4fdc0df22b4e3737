import assert from "node:assert/strict";
import { test } from "node:test";
import {
  DataLoader,
  FashionMNIST,
  ImageFolder,
  WebDataset,
  type WebSample,
} from "../../src/datasets/index.ts";
import { overrides } from "../../src/datasets/overrides.ts";
import type { Image } from "../../src/sample/index.ts";
import type { Rng } from "../../src/util/rng.ts";
import { fixture } from "../support/paths.ts";

class Marked extends ImageFolder {
  override async get(index: number, rng?: Rng): Promise<[Image, number]> {
    return [(await super.get(index, rng))[0], 1000 + index];
  }
}

test("overrides tells methods of one's own from those of the base", () => {
  class Plain extends ImageFolder {}
  assert.equal(overrides(Object.create(Plain.prototype), ImageFolder, ["get", "load"]), false);
  assert.equal(overrides(Object.create(Marked.prototype), ImageFolder, ["load"]), false);
  assert.equal(overrides(Object.create(Marked.prototype), ImageFolder, ["load", "get"]), true);
});

test("a class that makes samples its own way loads in this thread, and is asked for a module", async () => {
  const folder = Object.setPrototypeOf(await ImageFolder.open(fixture("folder")), Marked.prototype);
  const collate = (samples: readonly [Image, number][]) => samples.map(([, label]) => label);
  const loader = new DataLoader<[Image, number], number[]>(folder, { batchSize: 4, collate });
  assert.equal(loader.numWorkers, 0);
  for await (const labels of loader) assert.ok(labels.every((label) => label >= 1000));
  assert.throws(() => new DataLoader(folder, { numWorkers: 2 }), /worker: \{ module, export \}/);
});

test("so do other data sets of the package, and only then", () => {
  class OwnShards extends WebDataset {
    override async load(): Promise<WebSample> {
      return { __key__: "a", __url__: "b" };
    }
  }
  assert.equal(new OwnShards("made-up.tar").toWorker(), undefined);
  assert.ok(new WebDataset("made-up.tar").toWorker() !== undefined);
  class OwnPixels extends FashionMNIST {
    override getSync(): [Image, number] {
      throw new Error("not called");
    }
  }
  const { toWorker } = FashionMNIST.prototype;
  assert.equal(toWorker.call(Object.create(OwnPixels.prototype)), undefined);
});
