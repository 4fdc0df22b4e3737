import {
  AvgPool2d,
  BatchNorm2d,
  Conv2d,
  Dropout,
  init,
  Linear,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
} from "../nn/index.ts";
import { cat, type Tensor } from "../tensor/index.ts";
import { checkOptions } from "./check-options.ts";

/** Options of DenseNet. */
export interface DenseNetOptions {
  /** Default 1000. */
  readonly numClasses?: number;
  /** The share of each layer's output that training drops. Default 0. */
  readonly dropRate?: number;
  /** How many times the growth the 1x1 convolutions have as outputs. Default 4. */
  readonly bnSize?: number;
}

/** A layer that sees the outputs of all before it. */
class DenseLayer extends Module {
  readonly norm1: BatchNorm2d;
  readonly relu1 = new ReLU();
  readonly conv1: Conv2d;
  readonly norm2: BatchNorm2d;
  readonly relu2 = new ReLU();
  readonly conv2: Conv2d;
  readonly #dropout: Dropout;

  constructor(into: number, growth: number, { bnSize = 4, dropRate = 0 }: DenseNetOptions) {
    super();
    this.norm1 = new BatchNorm2d(into);
    this.conv1 = new Conv2d(into, bnSize * growth, 1, { bias: false });
    this.norm2 = new BatchNorm2d(bnSize * growth);
    this.conv2 = new Conv2d(bnSize * growth, growth, 3, { padding: 1, bias: false });
    this.#dropout = new Dropout(dropRate);
  }

  forward(x: Tensor): Tensor {
    const narrow = this.conv1.forward(this.relu1.forward(this.norm1.forward(x)));
    const grown = this.conv2.forward(this.relu2.forward(this.norm2.forward(narrow)));
    this.#dropout.train(this.training);
    return this.#dropout.forward(grown);
  }
}

/** Dense layers, named denselayer1, denselayer2, ...: each one's output is appended to its input. */
class DenseBlock extends Module {
  readonly #layers: readonly DenseLayer[];

  constructor(count: number, into: number, growth: number, options: DenseNetOptions) {
    super();
    this.#layers = Array.from(
      { length: count },
      (_, i) => new DenseLayer(into + i * growth, growth, options),
    );
    for (const [i, layer] of this.#layers.entries())
      Object.assign(this, { [`denselayer${i + 1}`]: layer });
  }

  forward(x: Tensor): Tensor {
    const features = [x];
    for (const layer of this.#layers) features.push(layer.forward(cat(features, 1)));
    return cat(features, 1);
  }
}

function transition(into: number, out: number): Sequential {
  return new Sequential({
    norm: new BatchNorm2d(into),
    relu: new ReLU(),
    conv: new Conv2d(into, out, 1, { bias: false }),
    pool: new AvgPool2d(2),
  });
}

interface Layout {
  readonly growth: number;
  readonly depths: readonly [number, number, number, number];
  readonly stem: number;
}

/**
 * Every layer sees all earlier ones (Huang et al. 2016): `[n, 3, h, w]`, edges of at least 29 -> logits
 * `[n, numClasses]`. torchvision's `DenseNet`, without its `memory_efficient`.
 * @example densenet.densenet121.build({ numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class DenseNet extends Module {
  readonly features: Sequential;
  readonly classifier: Linear;

  constructor({ growth, depths, stem }: Layout, options: DenseNetOptions = {}) {
    super();
    checkOptions("DenseNet", options, ["numClasses", "dropRate", "bnSize"]);
    const { numClasses = 1000 } = options;
    const layers: Record<string, Module> = {
      conv0: new Conv2d(3, stem, 7, { stride: 2, padding: 3, bias: false }),
      norm0: new BatchNorm2d(stem),
      relu0: new ReLU(),
      pool0: new MaxPool2d(3, { stride: 2, padding: 1 }),
    };
    let width = stem;
    for (const [i, depth] of depths.entries()) {
      layers[`denseblock${i + 1}`] = new DenseBlock(depth, width, growth, options);
      width += depth * growth;
      if (i === depths.length - 1) break;
      layers[`transition${i + 1}`] = transition(width, Math.floor(width / 2));
      width = Math.floor(width / 2);
    }
    layers["norm5"] = new BatchNorm2d(width);
    this.features = new Sequential(layers);
    this.classifier = new Linear(width, numClasses);
    this.apply(initialize);
  }

  forward(x: Tensor): Tensor {
    const features = this.features.forward(x).relu().mean([2, 3]); // [n, c]
    return this.classifier.forward(features);
  }
}

function initialize(module: unknown): void {
  if (module instanceof Conv2d) init.kaimingNormal(module.weight);
  if (module instanceof Linear && module.bias) init.zeros(module.bias);
}

function entry(layout: Layout) {
  const count = 4 + layout.depths.reduce((sum, depth) => sum + 2 * depth, 0);
  return {
    build: (options: DenseNetOptions = {}) => new DenseNet(layout, options),
    summary: `DenseNet of ${count + 1} layers, Huang et al. 2016`,
  };
}

/** The builders of this family. */
export const densenet = {
  densenet121: entry({ growth: 32, depths: [6, 12, 24, 16], stem: 64 }),
  densenet161: entry({ growth: 48, depths: [6, 12, 36, 24], stem: 96 }),
  densenet169: entry({ growth: 32, depths: [6, 12, 32, 32], stem: 64 }),
  densenet201: entry({ growth: 32, depths: [6, 12, 48, 32], stem: 64 }),
} as const;
