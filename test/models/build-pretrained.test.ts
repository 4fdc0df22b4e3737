import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { buildPretrained } from "../../src/models/build-pretrained.ts";
import { buildModel, models, save } from "../../src/models/index.ts";
import type { Module } from "../../src/nn/index.ts";
import { manualSeed, type Tensor } from "../../src/tensor/index.ts";
import { giveFile, withServer } from "../support/file-server.ts";
import { entryOf, pthOf, withCaches } from "./fake-weights.ts";
import { fill } from "./fill.ts";

const name = "squeezenet1_1";
const head = ["classifier.1.weight", "classifier.1.bias"];
const never = () => Promise.reject(new Error("asked the network"));

function filled(builder: string, options = {}): Module {
  const model = buildModel({ name: builder, options });
  fill(model);
  return model;
}

const numbers = (tensor: Tensor | undefined) => Buffer.from(tensor!.hostData().buffer);

/** Which keys differ. */
function different(a: Module, b: Module): string[] {
  const [left, right] = [a.stateDict(), b.stateDict()];
  assert.deepEqual([...left.keys()], [...right.keys()]);
  return [...left.keys()].filter((key) => !numbers(left.get(key)).equals(numbers(right.get(key))));
}

describe("buildPretrained", () => {
  const source = filled(name);
  const bytes = pthOf(source);
  const entry = entryOf(name, bytes);

  it("builds as the registry does where no weights are asked for", async () => {
    manualSeed(3);
    const usual = buildModel({ name, options: {} });
    manualSeed(3);
    assert.deepEqual(different(await buildPretrained(name), usual), []);
    manualSeed(3);
    assert.deepEqual(different(await buildPretrained(name, { weights: null }), usual), []);
    await assert.rejects(buildPretrained(name, { newHead: true }), /newHead beside weights/);
  });

  it("downloads published weights and loads all of them", () =>
    withCaches(() =>
      withServer(giveFile(bytes), async (fetch) => {
        const model = await buildPretrained(name, { weights: entry, download: { fetch } });
        assert.deepEqual(different(model, source), []);
        assert.ok(model.training);
      }),
    ));

  it("starts the head anew for another number of classes, and loads the rest", () =>
    withCaches(({ hub }) =>
      writeFile(join(hub, entry.url.split("/").at(-1)!), bytes).then(async () => {
        const options = { weights: entry, numClasses: 10, download: { fetch: never } };
        manualSeed(5);
        const model = await buildPretrained(name, options);
        manualSeed(5);
        const fresh = buildModel({ name, options: { numClasses: 10 } });
        const fromFile = [...source.stateDict().keys()].filter((key) => !head.includes(key));
        for (const key of fromFile)
          assert.ok(
            numbers(model.stateDict().get(key)).equals(numbers(source.stateDict().get(key))),
          );
        for (const key of head)
          assert.ok(
            numbers(model.stateDict().get(key)).equals(numbers(fresh.stateDict().get(key))),
          );
        await assert.rejects(buildPretrained(name, { ...options, newHead: false }), {
          code: "MISMATCH",
          message:
            /models.squeezenet1_1: .*expected weights for numClasses=10, got "weights for 1000 cl/,
        });
        const same = await buildPretrained(name, { ...options, numClasses: 1000 });
        assert.deepEqual(different(same, source), []);
      }),
    ));

  it("finds wrong options and names before anything is downloaded", () =>
    withCaches(async ({ cache }) => {
      const download = { fetch: never };
      const wrong = { weights: entry, numClases: 10, download };
      await assert.rejects(buildPretrained(name, wrong), /options among .* got "numClases"/);
      await assert.rejects(buildPretrained(name, { weights: "IMAGENET1K_V2", download }), {
        code: "NOT_FOUND",
        message: /did you mean IMAGENET1K_V1/,
      });
      await assert.rejects(buildPretrained("resnet18", { weights: entry, download }), {
        code: "MISMATCH",
      });
      await assert.rejects(readdir(cache), { code: "ENOENT" });
    }));

  it("loads one's own file, of either format, and sees how many classes it has", () =>
    withCaches(async ({ folder }) => {
      const own = filled(name, { numClasses: 4 });
      for (const file of ["own.pth", "own.safetensors"]) {
        const path = join(folder, file);
        await save(path, own.stateDict());
        for (const options of [{}, { numClasses: 4 }, { numClasses: 4, newHead: true }]) {
          const model = await buildPretrained(name, { weights: path, ...options });
          assert.deepEqual(different(model, own), [], file);
        }
        await assert.rejects(buildPretrained(name, { weights: path, numClasses: 5 }), {
          code: "MISMATCH",
          file: path,
          message:
            /numClasses=5, got "weights for 4 classes"; leave numClasses out, or pass newHead: true/,
        });
        const anew = await buildPretrained(name, { weights: path, numClasses: 5, newHead: true });
        assert.deepEqual(anew.stateDict().get(head[0]!)!.shape, [5, 512, 1, 1]);
      }
    }));

  it("lists all that does not fit, and where a file is missing or something else", () =>
    withCaches(async ({ folder }) => {
      const path = join(folder, "own.pth");
      const odd = (key: string) =>
        key.startsWith("features.0.") ? undefined : key.replace("features.3.", "features.four.");
      await writeFile(path, pthOf(source, odd));
      await assert.rejects(buildPretrained(name, { weights: path }), (error: Error) => {
        for (const key of ["features.0.weight", "features.0.bias", "features.3.expand3x3.bias"])
          assert.ok(error.message.includes(key), key);
        assert.match(error.message, /8 missing: .*6 unexpected: features\.four\./);
        return true;
      });
      await assert.rejects(buildPretrained("resnet18", { weights: path }), { code: "MISMATCH" });
      await assert.rejects(buildPretrained(name, { weights: join(folder, "no.pth") }), {
        code: "NOT_FOUND",
      });
      await writeFile(path, "not a file of weights");
      await assert.rejects(buildPretrained(name, { weights: path }), {
        code: "UNSUPPORTED_FORMAT",
      });
    }));

  it("takes paths for paths: by a slash or by their ending", async () => {
    for (const weights of ["./x", "x.pth", "x.PT", "x.safetensors", "a\\b", "model.pth.tar"])
      await assert.rejects(buildPretrained(name, { weights }), {
        code: "NOT_FOUND",
        file: weights,
      });
  });

  it("reads files from before batch normalisation counted", () =>
    withCaches(async ({ folder }) => {
      const path = join(folder, "old.pth");
      const net = filled("shufflenet_v2_x0_5");
      const isCount = (key: string) => key.endsWith("num_batches_tracked");
      await writeFile(
        path,
        pthOf(net, (key) => (isCount(key) ? undefined : key)),
      );
      const model = await buildPretrained("shufflenet_v2_x0_5", { weights: path });
      assert.deepEqual(different(model, net), []);
      await writeFile(
        path,
        pthOf(net, (key) => (key === "conv5.1.num_batches_tracked" ? undefined : key)),
      );
      await assert.rejects(buildPretrained("shufflenet_v2_x0_5", { weights: path }), {
        code: "MISMATCH",
        message: /1 missing: conv5\.1\.num_batches_tracked/,
      });
    }));

  it("reads DenseNet by its old names", () =>
    withCaches(async ({ folder }) => {
      const path = join(folder, "old.pth");
      const net = filled("densenet121");
      const old = (key: string) => key.replace(/(denselayer\d+\.[a-z]+)([12]\.)/, "$1.$2");
      await writeFile(path, pthOf(net, old));
      assert.deepEqual(different(await buildPretrained("densenet121", { weights: path }), net), []);
    }));

  it(
    "keeps GoogLeNet's auxiliary heads where they are asked for",
    {
      skip: !("googlenet" in models),
    },
    () =>
      withCaches(async ({ hub, folder }) => {
        const full = filled("googlenet");
        const file = pthOf(full);
        const published = entryOf("googlenet", file);
        await writeFile(join(hub, published.url.split("/").at(-1)!), file);
        const options = { weights: published, download: { fetch: never } };
        const usual = await buildPretrained("googlenet", options);
        assert.ok([...usual.stateDict().keys()].every((key) => !key.startsWith("aux")));
        const whole = await buildPretrained("googlenet", { ...options, auxLogits: true });
        assert.deepEqual(different(whole, full), []);
        const path = join(folder, "own.pth");
        await save(path, usual.stateDict());
        assert.deepEqual(
          different(await buildPretrained("googlenet", { weights: path }), usual),
          [],
        );
      }),
  );
});
