import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { encodePng } from "../../src/io/index.ts";
import { buildModel, readSafetensors, writeSafetensors } from "../../src/models/index.ts";
import { Image } from "../../src/sample/index.ts";
import { manualSeed, zeros } from "../../src/tensor/index.ts";
import { Classifier, type ClassifierParts } from "../../src/train/classifier.ts";
import { ColorTransform } from "../../src/transforms/color-transform.ts";
import { Compose, Normalize, Resize, ToTensor } from "../../src/transforms/index.ts";
import { defaultRng } from "../../src/util/default-rng.ts";
import { Rng } from "../../src/util/rng.ts";
import { poke, withFolder } from "./toy.ts";

const classes = ["cat", "dog", "=1+1"];

function parts(mode: "gray" | "rgb" = "rgb"): ClassifierParts {
  const channels = mode === "gray" ? 1 : 3;
  const spec = { name: "simpleCnn", options: { numClasses: 3, channels, size: 8 } };
  manualSeed(3);
  const mean = new Array<number>(channels).fill(0.4);
  const transform = new Compose([new Resize([8, 8]), new ToTensor(), new Normalize(mean, mean)]);
  return { spec, model: buildModel(spec), classes, transform, mode };
}

function noise(width: number, height: number, channels: 1 | 3, seed = 1): Image {
  const rng = new Rng(seed);
  const data = Uint8Array.from({ length: width * height * channels }, () => rng.int(0, 256));
  return new Image(data, { width, height, channels });
}

describe("Classifier: save and load", () => {
  for (const mode of ["gray", "rgb"] as const) {
    it(`gives the same probabilities again (${mode})`, async () => {
      await withFolder(async (folder) => {
        const path = join(folder, "model.safetensors");
        const classifier = new Classifier(parts(mode));
        const channels = mode === "gray" ? 1 : 3;
        const images = [
          noise(8, 8, channels),
          noise(31, 17, channels, 2),
          noise(5, 40, channels, 3),
        ];
        const before = await classifier.classify(images);
        const rng = defaultRng().state();
        await classifier.save(path);
        assert.deepEqual(defaultRng().state(), rng);
        const again = await Classifier.load(path);
        assert.deepEqual(await again.classify(images), before);
        assert.deepEqual([again.classes, again.mode, again.spec], [classes, mode, classifier.spec]);
        assert.deepEqual(again.transform.toJSON(), classifier.transform.toJSON());
        await again.save(join(folder, "again.safetensors"));
        assert.deepEqual(await readFile(join(folder, "again.safetensors")), await readFile(path));
      });
    });
  }

  it("makes one safetensors file with the parameters, all else as metadata, and checksums", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "model.safetensors");
      const given = parts();
      await new Classifier(given).save(path);
      const { tensors, metadata, integrity } = await readSafetensors(path);
      assert.equal(integrity, "sha256");
      assert.deepEqual([...tensors.keys()].sort(), [...given.model.stateDict().keys()].sort());
      assert.deepEqual([...metadata.keys()], ["tsvision.classifier"]);
      const { spec, transform } = given;
      assert.deepEqual(JSON.parse(metadata.get("tsvision.classifier")!), {
        schema: 1,
        spec,
        classes,
        mode: "rgb",
        transform: transform.toJSON(),
      });
    });
  });

  it("overwrites only where it may", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "model.safetensors");
      await writeFile(path, "precious");
      const classifier = new Classifier(parts());
      await assert.rejects(classifier.save(path, { overwrite: false }), { code: "EXISTS" });
      assert.equal(await readFile(path, "utf8"), "precious");
      await classifier.save(path);
      await Classifier.load(path);
    });
  });

  it("refuses to save what could not be loaded", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "model.safetensors");
      const given = parts();
      const other = { ...given.spec, options: { ...given.spec.options, widths: [4] } };
      const saving = new Classifier({ ...given, spec: other }).save(path);
      await assert.rejects(saving, { code: "MISMATCH", message: /features\.0\.weight/ });
      const step = new Compose([(image: Image) => image, given.transform]);
      await assert.rejects(new Classifier({ ...given, transform: step }).save(path), /toJSON/);
      class Own extends ColorTransform<object> {
        constructor() {
          super("Own", {});
        }
        protected draw() {
          return null;
        }
        protected image(image: Image): Image {
          return image;
        }
      }
      const own = new Compose([new Own(), given.transform]);
      await assert.rejects(new Classifier({ ...given, transform: own }).save(path), /"Own"/);
      await assert.rejects(readFile(path), { code: "ENOENT" });
    });
  });

  it("refuses other files, and says which", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "model.safetensors");
      const { model, spec, transform } = parts();
      const tensors = model.stateDict();
      const good = { schema: 1, spec, classes, mode: "rgb", transform: transform.toJSON() };
      const bad: [object | undefined, RegExp][] = [
        [undefined, /a classifier of schema 1, got "a file without one"/],
        [{ ...good, schema: 2 }, /schema 1, got 2/],
        [{ ...good, spec: { name: "other", options: {} } }, /a model's name: simpleCnn/],
        [{ ...good, spec: { ...spec, options: { numClasses: 4 } } }, /features\.0\.weight/],
        [{ ...good, classes: ["cat"] }, /a model with 1 outputs/],
        [{ ...good, transform: { name: "Warp", options: {} } }, /Warp/],
        [{ ...good, mode: "cmyk" }, /mode/],
        [{ schema: 1 }, /a classifier/],
      ];
      for (const [saved, message] of bad) {
        const metadata = saved && { "tsvision.classifier": JSON.stringify(saved) };
        await writeSafetensors(path, tensors, metadata);
        await assert.rejects(Classifier.load(path), { code: "MISMATCH", file: path, message });
      }
      await writeSafetensors(path, tensors, { "tsvision.classifier": "{" });
      await assert.rejects(Classifier.load(path), { code: "MISMATCH", file: path });
      await writeFile(path, "text");
      await assert.rejects(Classifier.load(path), { code: "INVALID_FILE" });
      await assert.rejects(Classifier.load(join(folder, "no")), { code: "NOT_FOUND" });
    });
  });
});

describe("Classifier: classify", () => {
  it("ranks the classes of each image, best first", async () => {
    const classifier = new Classifier(parts());
    assert.deepEqual(await classifier.classify([]), []);
    const images = [noise(9, 9, 3), noise(64, 48, 3, 5)];
    const all = await classifier.classify(images);
    assert.equal(all.length, 2);
    for (const candidates of all) {
      assert.deepEqual(candidates.map(({ label }) => label).sort(), [...classes].sort());
      for (const { label, index } of candidates) assert.equal(classes[index], label);
      const chances = candidates.map(({ probability }) => probability);
      assert.deepEqual(
        chances,
        [...chances].sort((a, b) => b - a),
      );
      assert.ok(Math.abs(chances.reduce((a, b) => a + b) - 1) < 1e-6);
    }
    const top = await classifier.classify(images, { top: 2 });
    assert.deepEqual(
      top,
      all.map((candidates) => candidates.slice(0, 2)),
    );
    await assert.rejects(classifier.classify(images, { top: 0 }), /top to be a whole number >= 1/);
    assert.ok(classifier.model.training, "the mode is put back");
  });

  it("reads files in its own mode", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "picture.png");
      await writeFile(path, await encodePng(noise(20, 12, 3)));
      for (const mode of ["gray", "rgb"] as const) {
        const classifier = new Classifier(parts(mode));
        const image = await classifier.read(path);
        assert.equal(image.channels, mode === "gray" ? 1 : 3);
        const [candidates] = await classifier.classify([image], { top: 1 });
        assert.deepEqual(await classifier.classifyFile(path, { top: 1 }), candidates);
      }
    });
  });

  it("puts equal classes in their order", async () => {
    const given = parts();
    const { model } = given;
    for (const [name, tensor] of model.namedParameters()) {
      if (name.startsWith("classifier")) tensor.assign(zeros(tensor.shape));
    }
    const classifier = new Classifier(given);
    const [candidates] = await classifier.classify([noise(8, 8, 3)]);
    assert.deepEqual(
      candidates!.map(({ index }) => index),
      [0, 1, 2],
    );
    poke(model, "classifier.2.bias", -1);
    const [after] = await classifier.classify([noise(8, 8, 3)]);
    assert.deepEqual(
      after!.map(({ index }) => index),
      [1, 2, 0],
    );
  });
});

describe("Classifier: parts that do not fit", () => {
  it("are refused when it is made, and leave modes and the generator alone", () => {
    const given = parts();
    const size = new Compose([new Resize([9, 9]), new ToTensor()]);
    const bad: [Partial<ClassifierParts>, RegExp][] = [
      [{ classes: ["a", "b"] }, /2 outputs, one for each class, got \[1, 3\]/],
      [{ classes: [...classes, "d"] }, /4 outputs/],
      [{ mode: "gray" }, /./],
      [{ mode: "bgr" as "rgb" }, /mode to be one of gray, rgb/],
      [{ transform: new Resize([8, 8]) }, /a transform that ends in a tensor/],
      [{ transform: new Compose([new Resize([24, 24]), new ToTensor()]) }, /./],
    ];
    const rng = defaultRng().state();
    for (const [wrong, message] of bad) {
      assert.throws(() => new Classifier({ ...given, ...wrong }), { name: "VisionError", message });
    }
    new Classifier({ ...given, transform: size }); // 9 pixels halve to 4 as well
    assert.deepEqual(defaultRng().state(), rng);
    assert.ok(given.model.namedModules().every(([, { training }]) => training));
  });
});
