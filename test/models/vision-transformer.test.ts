import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { exportOnnx } from "../../src/models/export-onnx.ts";
import { loadOnnx } from "../../src/models/load-onnx.ts";
import { VisionTransformer, visionTransformer } from "../../src/models/vision-transformer.ts";
import { manualSeed, noGrad, zeros } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";
import { fill, goldenImage } from "./fill.ts";
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

const golden = JSON.parse(
  readFileSync(fixture("golden", "vision-transformer", "golden.json"), "utf8"),
) as {
  readonly stem: { readonly names: readonly string[]; readonly logits: readonly number[] };
  readonly seeded: Readonly<Record<"patches" | "stem", Readonly<Record<string, number>>>>;
};
const sizes = { patchSize: 8, numLayers: 2, numHeads: 4, hiddenDim: 16, mlpDim: 24 };
const stem = {
  representationSize: 10,
  convStemConfigs: [
    { outChannels: 8, kernelSize: 3, stride: 2 },
    { outChannels: 12, kernelSize: 4, stride: 2 },
    { outChannels: 12, kernelSize: 3, stride: 2 },
  ],
};

test("gives torchvision's logits with convolutions in the place of patches", async () => {
  const net = new VisionTransformer(sizes, { imageSize: 32, numClasses: 7, ...stem });
  assert.deepEqual([...net.stateDict().keys()], golden.stem.names);
  fill(net);
  const logits = noGrad(() => net.eval().forward(goldenImage([2, 3, 32, 32])));
  Array.from(await logits.data(), Number).forEach((value, i) => {
    assert.ok(Math.abs(value - golden.stem.logits[i]!) < 1e-5);
  });
});

for (const [name, options] of [
  ["patches", {}],
  ["stem", stem],
] as const) {
  test(`starts with torchvision's weights of the same seed: ${name}`, () => {
    manualSeed(0);
    const net = new VisionTransformer(sizes, { imageSize: 32, numClasses: 7, ...options });
    for (const [key, want] of Object.entries(golden.seeded[name])) {
      const values = Array.from(net.stateDict().get(key)!.hostData(), Number);
      const mean = values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
      assert.ok(Math.abs(mean - want) <= 1e-6 * want, `${key}: ${mean}, not ${want}`);
    }
  });
}

test("is exported for any batch size", async () => {
  const net = new VisionTransformer(sizes, { imageSize: 32, numClasses: 7 });
  fill(net);
  const bytes = await exportOnnx(net, goldenImage([1, 3, 32, 32]), { dynamicBatch: true });
  const x = goldenImage([3, 3, 32, 32]);
  const want = await noGrad(() => net.eval().forward(x)).data();
  const got = await (await loadOnnx(bytes)).predict(x);
  Array.from(await got.data(), Number).forEach((value, i) => {
    assert.ok(Math.abs(value - Number(want[i])) < 1e-5);
  });
});
