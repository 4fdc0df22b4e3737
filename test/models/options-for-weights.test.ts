import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { weights } from "../../src/models/index.ts";
import { optionsForFile, optionsForWeights } from "../../src/models/options-for-weights.ts";
import { zeros } from "../../src/tensor/index.ts";

describe("optionsForWeights", () => {
  const of = (name: `${string}.${string}`, own = {}) => optionsForWeights(weights(name), own);

  it("sets what torchvision's builders set", () => {
    assert.deepEqual(of("ResNet18_Weights.DEFAULT", { groups: 1 }), { groups: 1 });
    assert.deepEqual(of("ViT_B_16_Weights.IMAGENET1K_SWAG_E2E_V1"), { imageSize: 384 });
    assert.deepEqual(of("MaxVit_T_Weights.DEFAULT"), { inputSize: [224, 224] });
    assert.deepEqual(of("GoogLeNet_Weights.DEFAULT"), { transformInput: true, auxLogits: false });
    assert.deepEqual(of("Inception_V3_Weights.DEFAULT"), { transformInput: true });
  });

  it("lets go first what is no matter of the weights", () => {
    const own = { transformInput: false, auxLogits: true };
    assert.deepEqual(of("GoogLeNet_Weights.DEFAULT", own), own);
    assert.deepEqual(of("Inception_V3_Weights.DEFAULT", own), own);
  });

  it("refuses another size than the weights'", () => {
    assert.deepEqual(of("MaxVit_T_Weights.DEFAULT", { inputSize: [224, 224] }), {
      inputSize: [224, 224],
    });
    assert.throws(() => of("ViT_B_16_Weights.DEFAULT", { imageSize: 384 }), {
      code: "MISMATCH",
      message:
        /models.vit_b_16: expected imageSize 224, which IMAGENET1K_V1 was trained with, got 384/,
    });
  });
});

describe("optionsForFile", () => {
  const state = (shapes: Readonly<Record<string, number[]>>) =>
    new Map(Object.entries(shapes).map(([key, shape]) => [key, zeros(shape)]));

  it("tells the number of classes by the head, where it is not given", () => {
    const file = state({ "fc.weight": [10, 512] });
    assert.deepEqual(optionsForFile("resnet18", file, {}), { numClasses: 10 });
    assert.deepEqual(optionsForFile("resnet18", file, { numClasses: 5 }), { numClasses: 5 });
    assert.deepEqual(optionsForFile("alexnet", file, {}), {});
    assert.deepEqual(optionsForFile("simpleCnn", file, {}), {});
  });

  it("tells the size of a vision transformer's pictures", () => {
    const file = state({
      "encoder.pos_embedding": [1, 145, 4],
      "conv_proj.weight": [4, 3, 32, 32],
      "heads.head.weight": [3, 4],
    });
    assert.deepEqual(optionsForFile("vit_b_32", file, {}), { numClasses: 3, imageSize: 384 });
  });

  it("tells whether there are auxiliary heads", () => {
    const without = state({ "fc.weight": [4, 1] });
    const withThem = state({ "fc.weight": [4, 1], "aux1.fc2.weight": [4, 1] });
    assert.equal(optionsForFile("googlenet", without, {})["auxLogits"], false);
    assert.equal(optionsForFile("googlenet", withThem, {})["auxLogits"], true);
    const inception = state({ "AuxLogits.fc.weight": [4, 1] });
    assert.equal(optionsForFile("inception_v3", inception, {})["auxLogits"], true);
  });
});
