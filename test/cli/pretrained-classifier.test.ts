import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { openClassifier } from "../../src/cli/open-classifier.ts";
import { pretrainedClassifier } from "../../src/cli/pretrained-classifier.ts";
import { buildForFile } from "../../src/models/build-for-file.ts";
import { imagenetCategories } from "../../src/models/imagenet-categories.ts";
import { pthOf, withCaches } from "../models/fake-weights.ts";
import { FakeOutput } from "./fake-context.ts";

const model = "squeezenet1_1";
const pth = (numClasses: number) => pthOf(buildForFile({ name: model, options: { numClasses } }));

describe("pretrainedClassifier", () => {
  test("takes a file with ImageNet's classes, prepared as the model's usual weights", () =>
    withCaches(async ({ folder: cwd }) => {
      await writeFile(join(cwd, "own.pth"), pth(1000));
      const flags = { model: "SqueezeNet1_1", weights: "own.pth", cwd, quiet: true };
      const { classifier, name } = await pretrainedClassifier(flags);
      assert.equal(name, "squeezenet1_1, own.pth");
      assert.equal(classifier.classes, imagenetCategories);
      assert.equal(classifier.spec.name, model);
      assert.equal(classifier.transform.toJSON().name, "ImageClassification");
    }));

  test("takes the names of other classes from a file, a line each", () =>
    withCaches(async ({ folder: cwd }) => {
      await writeFile(join(cwd, "own.pth"), pth(3));
      const flags = { model, weights: "own.pth", cwd, quiet: true };
      await assert.rejects(pretrainedClassifier(flags), {
        code: "MISMATCH",
        message: /names for the classes of the model, got "3 outputs"; pass a file .* --classes/,
      });
      const names = join(cwd, "names.txt");
      const named = { ...flags, classes: "names.txt" };
      await writeFile(names, "\uFEFFcat\r\nhot dog\r\nowl\r\n\r\n");
      const { classifier } = await pretrainedClassifier(named);
      assert.deepEqual(classifier.classes, ["cat", "hot dog", "owl"]);
      await writeFile(names, "cat\ndog\n");
      await assert.rejects(pretrainedClassifier(named), /a model with 2 outputs/);
      await writeFile(names, "cat\n\nowl\n");
      await assert.rejects(pretrainedClassifier(named), /nothing in line 2/);
      await assert.rejects(pretrainedClassifier({ ...flags, classes: "gone.txt" }), {
        code: "NOT_FOUND",
      });
    }));

  test("says without network and cache what it would need", () =>
    withCaches(async ({ folder: cwd, cache }) => {
      process.env["TSVISION_OFFLINE"] = "1";
      await assert.rejects(pretrainedClassifier({ model, cwd, quiet: true }), {
        code: "NOT_FOUND",
        file: join(cache, "squeezenet1_1-b8a52dc0.pth"),
        message: /fetch https:\/\/download\.pytorch\.org\/models\/squeezenet1_1-b8a52dc0\.pth/,
      });
    }));

  test("refuses names that there are not, and weights that classify nothing", () =>
    withCaches(async ({ folder: cwd }) => {
      const flags = { cwd, quiet: true };
      await assert.rejects(pretrainedClassifier({ ...flags, model: "resnet5" }), /did you mean/);
      const other = { ...flags, model, weights: "IMAGENET1K_V2" };
      await assert.rejects(pretrainedClassifier(other), /did you mean IMAGENET1K_V1/);
      await assert.rejects(pretrainedClassifier({ ...flags, model: "simpleCnn" }), /among none/);
    }));
});

test("openClassifier passes --model on, and refuses --classes without it", () =>
  withCaches(async ({ folder: cwd }) => {
    await writeFile(join(cwd, "own.pth"), pth(1000));
    const context = { cwd, stderr: new FakeOutput() };
    const { classifier } = await openClassifier({ model, weights: "own.pth" }, context);
    assert.equal(classifier.classes.length, 1000);
    await assert.rejects(openClassifier({ classes: "x" }, context), /--model beside --classes/);
  }));
