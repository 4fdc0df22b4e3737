import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { buildForFile } from "../../src/models/build-for-file.ts";
import { buildModel, featureExtractor } from "../../src/models/index.ts";
import { BatchNorm1d, Linear, Module, ReLU, Sequential } from "../../src/nn/index.ts";
import { noGrad, ones, randn, realize, type Tensor, zeros } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";
import { fill, goldenImage } from "./fill.ts";

class Twice extends Module {
  readonly fc1 = new Linear(4, 4);
  readonly relu = new ReLU();
  readonly fc2 = new Linear(4, 4);
  readonly never = new ReLU();
  readonly pair = new Pair();

  forward(x: Tensor): Tensor {
    const [first] = this.pair.forward(this.relu.forward(this.fc1.forward(x)));
    return this.relu.forward(this.fc2.forward(first));
  }
}

class Pair extends Module<[Tensor], [Tensor, Tensor]> {
  forward(x: Tensor): [Tensor, Tensor] {
    return [x, x];
  }
}

async function same(a: Tensor | undefined, b: Tensor): Promise<void> {
  assert.ok(a !== undefined);
  await realize(a, b);
  assert.deepEqual(a.hostData(), b.hostData());
}

interface Golden {
  readonly shape: readonly number[];
  readonly mean: number;
  readonly first: readonly number[];
}

describe("featureExtractor", () => {
  const path = fixture("golden", "models", "features.golden.json");
  const { nodes: golden } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly nodes: Readonly<Record<string, Readonly<Record<string, Golden>>>>;
  };
  for (const [name, nodes] of Object.entries(golden))
    it(`gives what torchvision's create_feature_extractor gives inside ${name}`, async () => {
      const model = buildForFile({ name, options: {} });
      fill(model);
      const extractor = featureExtractor(model, Object.keys(nodes)).eval();
      const features = noGrad(() => extractor.forward(goldenImage([2, 3, 96, 128])));
      await realize(...Object.values(features));
      for (const [path, { shape, mean, first }] of Object.entries(nodes)) {
        const data = features[path]!.hostData() as Float32Array;
        assert.deepEqual(features[path]!.shape, shape, path);
        const got = data.reduce((sum, value) => sum + Math.abs(value), 0) / data.length;
        assert.ok(Math.abs(got - mean) <= 1e-4 * mean, `${path}: ${got} instead of ${mean}`);
        for (const [i, want] of first.entries())
          assert.ok(Math.abs(data[i]! - want) <= 1e-3 * mean, `${path}: ${data[i]}, not ${want}`);
      }
    });

  it("gives what the modules give, in the order asked for", async () => {
    const model = buildModel({ name: "resnet18", options: { numClasses: 10 } }).eval();
    fill(model);
    const x = goldenImage([1, 3, 64, 64]);
    const extractor = featureExtractor(model, {
      fc: "logits",
      layer4: "deep",
      "layer1.0": "shallow",
    });
    const features = noGrad(() => extractor.forward(x));
    assert.deepEqual(
      Object.entries(features).map(([name, { shape }]) => [name, shape]),
      [
        ["logits", [1, 10]],
        ["deep", [1, 512, 2, 2]],
        ["shallow", [1, 64, 16, 16]],
      ],
    );
    await same(
      features["logits"],
      noGrad(() => model.forward(x)),
    );
    const fc = model.namedModules().find(([path]) => path === "fc")![1] as Linear;
    await same(
      features["logits"],
      noGrad(() => fc.forward(features["deep"]!.mean([2, 3]))),
    );
    assert.deepEqual(Object.keys(featureExtractor(model, ["relu"]).forward(x)), ["relu"]);
  });

  it("tells the calls of a shared module apart", async () => {
    const net = new Twice();
    const x = randn([3, 4]);
    const { relu, relu_1: last } = featureExtractor(net, ["relu_1", "relu"]).forward(x);
    await same(relu, net.fc1.forward(x).relu());
    await same(last, net.forward(x));
  });

  it("takes a module that is really called relu_1 for that", async () => {
    const net = new Sequential({ relu: new ReLU(), relu_1: new Linear(4, 2) });
    const { relu_1: out } = featureExtractor(net, ["relu_1"]).forward(ones([1, 4]));
    assert.deepEqual(out!.shape, [1, 2]);
  });

  it("ends with the last node: what follows is neither computed nor updated", async () => {
    const after = new BatchNorm1d(2);
    const net = new Sequential(new Linear(4, 3), new ReLU(), new Linear(3, 2), after);
    const features = featureExtractor(net, ["0", "1"]).forward(randn([5, 4]));
    await realize(...Object.values(features));
    assert.equal(Number(after.numBatchesTracked!.hostData()[0]), 0);
    // Inputs that later modules refuse are no matter.
    const first = featureExtractor(new Sequential(new ReLU(), new Linear(3, 2)), ["0"]);
    assert.deepEqual(first.forward(zeros([1, 7]))["0"]!.shape, [1, 7]);
  });

  it("shares the model's parameters, mode and gradients, and leaves no hook", async () => {
    const net = new Sequential(new Linear(4, 3), new ReLU());
    const extractor = featureExtractor(net, ["1"]);
    assert.deepEqual(
      extractor.namedParameters().map(([key]) => key),
      ["model.0.weight", "model.0.bias"],
    );
    assert.equal(extractor.eval().training, net.training);
    extractor
      .forward(ones([2, 4]))
      ["1"]!.sum()
      .backward();
    assert.ok(net.parameters().every(({ grad }) => grad !== undefined));
    for (const module of net.modules()) assert.ok(!Object.hasOwn(module, "forward"));
    assert.throws(() => extractor.forward(ones([2, 5])));
    for (const module of net.modules()) assert.ok(!Object.hasOwn(module, "forward"));
  });

  it("refuses paths that there are not, and outputs that are no tensors", () => {
    const net = new Twice();
    assert.throws(() => featureExtractor(net, ["relus"]), {
      code: "NOT_FOUND",
      message:
        /featureExtractor: expected the path of a module .* got "relus"; did you mean relu, /,
    });
    for (const path of ["", "relu_0", "relu_01", "__proto__", "fc1.weight"])
      assert.throws(() => featureExtractor(net, [path]), { code: "NOT_FOUND" });
    assert.throws(() => featureExtractor(net, []), /at least one node/);
    const x = ones([1, 4]);
    for (const path of ["never", "relu_2"])
      assert.throws(() => featureExtractor(net, [path]).forward(x), {
        code: "NOT_FOUND",
        message: /nodes that forward comes through, got/,
      });
    assert.throws(() => featureExtractor(net, ["pair"]).forward(x), /pair to give a tensor/);
  });
});

describe("featureExtractor, of a net of each family", () => {
  const parts: Readonly<Record<string, readonly [part: string, shape: readonly number[]]>> = {
    alexnet: ["features", [2, 256, 6, 6]],
    convnext_tiny: ["features", [2, 768, 7, 7]],
    densenet121: ["features", [2, 1024, 7, 7]],
    efficientnet_b0: ["avgpool", [2, 1280, 1, 1]],
    googlenet: ["inception5b", [2, 1024, 7, 7]],
    mnasnet0_5: ["layers", [2, 1280, 7, 7]],
    mobilenet_v2: ["features", [2, 1280, 7, 7]],
    mobilenet_v3_small: ["avgpool", [2, 576, 1, 1]],
    regnet_y_400mf: ["trunk_output", [2, 440, 7, 7]],
    resnet18: ["layer4", [2, 512, 7, 7]],
    shufflenet_v2_x0_5: ["conv5", [2, 1024, 7, 7]],
    squeezenet1_1: ["features", [2, 512, 13, 13]],
    swin_t: ["avgpool", [2, 768, 1, 1]],
    vgg11: ["features", [2, 512, 7, 7]],
    vit_b_32: ["encoder", [2, 50, 768]],
  };
  for (const [name, [part, shape]] of Object.entries(parts))
    it(`${name}: ${part}, and the net's outputs for other classes`, () => {
      const model = buildForFile({ name, options: { numClasses: 7 } }).eval();
      const x = zeros([2, 3, 224, 224]);
      const { inner } = featureExtractor(model, { [part]: "inner" }).forward(x);
      assert.deepEqual(inner!.shape, shape);
      assert.deepEqual(model.forward(x).shape, [2, 7]);
    });
});
