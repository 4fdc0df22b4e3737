import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { list, Weights, weights } from "../../src/models/index.ts";
import { entryFor } from "../../src/models/weights.ts";
import { weightsTable } from "../../src/models/weights-table.ts";
import { Image } from "../../src/sample/index.ts";
import type { Tensor } from "../../src/tensor/index.ts";
import { ImageClassification } from "../../src/transforms/index.ts";

describe("weights", () => {
  it("gives all weights of a model, in torchvision's order", () => {
    const entries = weights("resnet50");
    assert.deepEqual(
      entries.map(({ name, acc1, isDefault }) => [name, acc1, isDefault]),
      [
        ["IMAGENET1K_V1", 76.13, false],
        ["IMAGENET1K_V2", 80.858, true],
      ],
    );
    assert.deepEqual(weights("simpleCnn"), []);
    for (const name of list()) assert.ok(Array.isArray(weights(name)), name);
  });

  it("gives one entry by its whole name, or as DEFAULT", () => {
    const entry = weights("ResNet50_Weights.IMAGENET1K_V2");
    assert.ok(entry instanceof Weights);
    assert.equal(weights("ResNet50_Weights.DEFAULT"), entry);
    assert.equal(String(entry), "ResNet50_Weights.IMAGENET1K_V2");
    assert.equal(entry.url, "https://download.pytorch.org/models/resnet50-11ad3fa6.pth");
    assert.equal(entry.sha256, "11ad3fa6");
    assert.equal(entry.numParams, 25_557_032);
    assert.deepEqual([entry.acc5, entry.gflops, entry.fileSize], [95.434, 4.089, 97.79]);
    assert.deepEqual(entry.minSize, [1, 1]);
    assert.equal(entry.categories[281], "tabby");
    assert.equal(entry.license, undefined);
    assert.match(entry.recipe, /issues\/3995#/);
    assert.match(weights("ViT_H_14_Weights.DEFAULT").license ?? "", /SWAG/);
    for (const { weights: name } of weightsTable) assert.equal(weights(name).toString(), name);
  });

  it("tells the preprocessing of each", () => {
    const usual = weights("ResNet50_Weights.IMAGENET1K_V2").transforms();
    assert.deepEqual(
      usual.toJSON(),
      new ImageClassification({ cropSize: 224, resizeSize: 232 }).toJSON(),
    );
    const { options } = weights("EfficientNet_V2_L_Weights.DEFAULT").transforms();
    assert.deepEqual(options, {
      cropSize: 480,
      resizeSize: 480,
      mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5],
      interpolation: "bicubic",
      antialias: true,
    });
    const image = new Image(new Uint8Array(300 * 260 * 3).fill(255), {
      width: 300,
      height: 260,
      channels: 3,
    });
    const x: Tensor = weights("ResNet18_Weights.DEFAULT").transforms().apply(image);
    assert.deepEqual(x.shape, [3, 224, 224]);
    assert.ok(Math.abs(Number(x.hostData()[0]) - (1 - 0.485) / 0.229) < 1e-6);
  });

  it("has no categories and no accuracy for weights that do not classify", () => {
    const features = weights("VGG16_Weights.IMAGENET1K_FEATURES");
    assert.deepEqual(
      [features.categories, features.acc1, features.acc5],
      [[], undefined, undefined],
    );
    assert.deepEqual(features.transforms().options.std, [1 / 255, 1 / 255, 1 / 255]);
  });

  it("names the nearest where there is no such thing", () => {
    const cases = [
      ["resnet5", /^weights: .*did you mean resnet50, /],
      ["ResNet50_Weights.IMAGENET1K_V3", /did you mean ResNet50_Weights.IMAGENET1K_V1, /],
      ["Resnet50_Weights.IMAGENET1K_V2", /did you mean ResNet50_Weights.IMAGENET1K_V2, /],
      ["ResNet50_Weights.", /NOT_FOUND|did you mean/],
      ["__proto__", /expected a model, or weights such as/],
      ["", /expected a model/],
    ] as const;
    for (const [name, message] of cases)
      assert.throws(() => weights(name), { code: "NOT_FOUND", message });
    assert.throws(() => weights(5 as never), { code: "INVALID_ARGUMENT" });
  });
});

describe("entryFor", () => {
  it("takes an entry, a name, a whole name and DEFAULT", () => {
    const entry = weights("ResNet18_Weights.IMAGENET1K_V1");
    for (const given of [entry, "IMAGENET1K_V1", "ResNet18_Weights.IMAGENET1K_V1", "DEFAULT"])
      assert.equal(entryFor("resnet18", given), entry);
  });

  it("refuses another model's, and what there is not", () => {
    for (const given of ["ResNet50_Weights.DEFAULT", weights("ResNet50_Weights.DEFAULT")])
      assert.throws(() => entryFor("resnet18", given), {
        code: "MISMATCH",
        message:
          'models.resnet18: expected weights of resnet18, got "ResNet50_Weights.IMAGENET1K_V2"; ' +
          "these are resnet50's: build that, or pass resnet18's own",
      });
    assert.throws(() => entryFor("resnet18", "IMAGENET1K_V2"), {
      code: "NOT_FOUND",
      message:
        /weights among IMAGENET1K_V1, DEFAULT, .* got "IMAGENET1K_V2"; did you mean IMAGENET1K_V1/,
    });
    assert.throws(() => entryFor("simpleCnn", "DEFAULT"), { message: /among none/ });
    assert.throws(() => entryFor("resnet18", 7 as never), { code: "INVALID_ARGUMENT" });
  });
});
