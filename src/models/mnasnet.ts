import {
  BatchNorm2d,
  Conv2d,
  Dropout,
  init,
  Linear,
  Module,
  ReLU,
  Sequential,
} from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { makeDivisible } from "./blocks/make-divisible.ts";
import { checkOptions } from "./check-options.ts";

/** Options of MNASNet. */
export interface MNASNetOptions {
  /** Default 1000. */
  readonly numClasses?: number;
  /** The share that training drops before the last layer. Default 0.2. */
  readonly dropout?: number;
}

// PyTorch's momentum is 1 less that of the paper's TensorFlow, 0.9997.
const momentum = 1 - 0.9997;
const norm = (width: number) => new BatchNorm2d(width, { momentum });
const widths = [32, 16, 24, 40, 80, 96, 192, 320] as const;

// Kernel, stride, how many times as wide inside, blocks.
const stages = [
  [3, 2, 3, 3],
  [5, 2, 3, 3],
  [5, 2, 6, 3],
  [3, 1, 6, 2],
  [5, 2, 6, 4],
  [3, 1, 6, 1],
] as const;

/** A depthwise convolution between two 1x1 ones, and a shortcut where the size stays. */
class InvertedResidual extends Module {
  readonly layers: Sequential;
  readonly #shortcut: boolean;

  constructor(into: number, out: number, kernel: number, stride: number, expand: number) {
    super();
    const wide = into * expand;
    const padding = Math.floor(kernel / 2);
    this.layers = new Sequential(
      new Conv2d(into, wide, 1, { bias: false }),
      norm(wide),
      new ReLU(),
      new Conv2d(wide, wide, kernel, { padding, stride, groups: wide, bias: false }),
      norm(wide),
      new ReLU(),
      new Conv2d(wide, out, 1, { bias: false }),
      norm(out),
    );
    this.#shortcut = stride === 1 && into === out;
  }

  forward(x: Tensor): Tensor {
    const inner = this.layers.forward(x);
    return this.#shortcut ? inner.add(x) : inner;
  }
}

/**
 * Searched for speed on a phone (Tan et al. 2018): `[n, 3, h, w]` -> logits `[n, numClasses]`.
 * torchvision's `MNASNet`.
 * @example new MNASNet(0.5, { numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class MNASNet extends Module {
  readonly layers: Sequential;
  readonly classifier: Sequential;

  constructor(alpha: number, options: MNASNetOptions = {}) {
    super();
    checkOptions("MNASNet", options, ["numClasses", "dropout"]);
    const { numClasses = 1000, dropout = 0.2 } = options;
    const scaled = widths.map((width) => makeDivisible(width * alpha));
    const [stem, first] = scaled as [number, number];
    const stacks = stages.map(([kernel, stride, expand, count], i) => {
      const [into, out] = [scaled[i + 1]!, scaled[i + 2]!];
      const blocks = Array.from({ length: count }, (_, k) =>
        k === 0
          ? new InvertedResidual(into, out, kernel, stride, expand)
          : new InvertedResidual(out, out, kernel, 1, expand),
      );
      return new Sequential(...blocks);
    });
    this.layers = new Sequential(
      new Conv2d(3, stem, 3, { padding: 1, stride: 2, bias: false }),
      norm(stem),
      new ReLU(),
      new Conv2d(stem, stem, 3, { padding: 1, groups: stem, bias: false }),
      norm(stem),
      new ReLU(),
      new Conv2d(stem, first, 1, { bias: false }),
      norm(first),
      ...stacks,
      new Conv2d(scaled.at(-1)!, 1280, 1, { bias: false }),
      norm(1280),
      new ReLU(),
    );
    this.classifier = new Sequential(new Dropout(dropout), new Linear(1280, numClasses));
    this.apply(initialize);
  }

  forward(x: Tensor): Tensor {
    return this.classifier.forward(this.layers.forward(x).mean([2, 3])); // [n, numClasses]
  }
}

function initialize(module: unknown): void {
  if (module instanceof Conv2d)
    init.kaimingNormal(module.weight, { mode: "fanOut", nonlinearity: "relu" });
  if (!(module instanceof Linear)) return;
  init.kaimingUniform(module.weight, { mode: "fanOut", nonlinearity: "sigmoid" });
  if (module.bias) init.zeros(module.bias);
}

function entry(alpha: number) {
  return {
    build: (options: MNASNetOptions = {}) => new MNASNet(alpha, options),
    summary: `MNASNet of width ${alpha}, Tan et al. 2018`,
  };
}

/** The builders of this family. */
export const mnasnet = {
  mnasnet0_5: entry(0.5),
  mnasnet0_75: entry(0.75),
  mnasnet1_0: entry(1),
  mnasnet1_3: entry(1.3),
} as const;
