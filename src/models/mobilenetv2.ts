import { BatchNorm2d, Conv2d, Dropout, Linear, Module, ReLU6, Sequential } from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { convNormActivation } from "./blocks/conv-norm-activation.ts";
import { initialize } from "./blocks/initialize.ts";
import { makeDivisible } from "./blocks/make-divisible.ts";
import { checkOptions } from "./check-options.ts";

/** Options of MobileNetV2. */
export interface MobileNetV2Options {
  /** Default 1000. */
  readonly numClasses?: number;
  /** How many times as wide as the paper's. Default 1. */
  readonly widthMult?: number;
  /** What widths are multiples of. Default 8. */
  readonly roundNearest?: number;
  /** The share that training drops before the last layer. Default 0.2. */
  readonly dropout?: number;
}

// How many times as wide inside, output channels, blocks, stride of the first.
const stages = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

const relu6 = () => new ReLU6();

/** Wide inside, narrow outside, and a shortcut where the size stays. */
class InvertedResidual extends Module {
  readonly conv: Sequential;
  readonly #shortcut: boolean;

  constructor(into: number, out: number, stride: number, expand: number) {
    super();
    const wide = Math.round(into * expand);
    const widen =
      expand === 1 ? [] : [convNormActivation(into, wide, { kernelSize: 1, activation: relu6 })];
    this.conv = new Sequential(
      ...widen,
      convNormActivation(wide, wide, { stride, groups: wide, activation: relu6 }),
      new Conv2d(wide, out, 1, { bias: false }),
      new BatchNorm2d(out),
    );
    this.#shortcut = stride === 1 && into === out;
  }

  forward(x: Tensor): Tensor {
    const inner = this.conv.forward(x);
    return this.#shortcut ? x.add(inner) : inner;
  }
}

/**
 * Inverted residuals of depthwise convolutions (Sandler et al. 2018): `[n, 3, h, w]` -> logits
 * `[n, numClasses]`. torchvision's `MobileNetV2`.
 * @example new MobileNetV2({ numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class MobileNetV2 extends Module {
  readonly features: Sequential;
  readonly classifier: Sequential;

  constructor(options: MobileNetV2Options = {}) {
    super();
    checkOptions("MobileNetV2", options, ["numClasses", "widthMult", "roundNearest", "dropout"]);
    const { numClasses = 1000, widthMult = 1, roundNearest = 8, dropout = 0.2 } = options;
    let into = makeDivisible(32 * widthMult, roundNearest);
    const last = makeDivisible(1280 * Math.max(1, widthMult), roundNearest);
    const stem = convNormActivation(3, into, { stride: 2, activation: relu6 });
    const blocks = stages.flatMap(([expand, width, count, stride]) =>
      Array.from({ length: count }, (_, i) => {
        const out = makeDivisible(width * widthMult, roundNearest);
        const block = new InvertedResidual(into, out, i === 0 ? stride : 1, expand);
        into = out;
        return block;
      }),
    );
    const head = convNormActivation(into, last, { kernelSize: 1, activation: relu6 });
    this.features = new Sequential(stem, ...blocks, head);
    this.classifier = new Sequential(new Dropout(dropout), new Linear(last, numClasses));
    this.apply(initialize);
  }

  forward(x: Tensor): Tensor {
    return this.classifier.forward(this.features.forward(x).mean([2, 3])); // [n, numClasses]
  }
}

/** The builders of this family. */
export const mobilenetv2 = {
  mobilenet_v2: {
    build: (options: MobileNetV2Options = {}) => new MobileNetV2(options),
    summary: "MobileNetV2, Sandler et al. 2018",
  },
} as const;
