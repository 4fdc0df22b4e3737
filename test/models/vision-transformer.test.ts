import assert from "node:assert/strict";
import { test } from "node:test";
import { VisionTransformer, visionTransformer } from "../../src/models/vision-transformer.ts";
import { zeros } from "../../src/tensor/index.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("vision transformer", visionTransformer);

const small = { patchSize: 8, numLayers: 1, numHeads: 2, hiddenDim: 16, mlpDim: 32 };

test("has a layer before the last where it is asked for", () => {
  const net = new VisionTransformer(small, { imageSize: 16, representationSize: 6, numClasses: 4 });
  const names = [...net.heads.stateDict()].map(([name, { shape }]) => `${name} ${shape}`);
  const want = ["pre_logits.weight 6,16", "pre_logits.bias 6", "head.weight 4,6", "head.bias 4"];
  assert.deepEqual(names, want);
  assert.deepEqual(net.forward(zeros([2, 3, 16, 16])).shape, [2, 4]);
});

test("takes convolutions in the place of the one over patches", () => {
  const convStemConfigs = [
    { outChannels: 4, kernelSize: 3, stride: 2 },
    { outChannels: 6, kernelSize: 3, stride: 4 },
  ];
  const net = new VisionTransformer(small, { imageSize: 16, numClasses: 4, convStemConfigs });
  assert.deepEqual(net.forward(zeros([2, 3, 16, 16])).shape, [2, 4]);
  const names = [...net.conv_proj.stateDict().keys()].filter((name) => name.endsWith("weight"));
  assert.deepEqual(names, [
    "conv_bn_relu_0.0.weight",
    "conv_bn_relu_0.1.weight",
    "conv_bn_relu_1.0.weight",
    "conv_bn_relu_1.1.weight",
    "conv_last.weight",
  ]);
});

test("refuses pictures and patches that do not fit", () => {
  const net = new VisionTransformer(small, { imageSize: 16 });
  assert.throws(() => net.forward(zeros([1, 3, 16, 24])), {
    message:
      "VisionTransformer: expected an input [n, 3, 16, 16], got [1, 3, 16, 24]; resize the pictures, or build with another imageSize",
  });
  assert.throws(
    () => new VisionTransformer(small, { imageSize: 20 }),
    /a multiple of .* 8, got 20/,
  );
});
