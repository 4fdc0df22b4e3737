import {
  AdaptiveAvgPool2d,
  BatchNorm2d,
  Dropout,
  Hardsigmoid,
  Hardswish,
  Linear,
  Module,
  ReLU,
  Sequential,
} from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { convNormActivation } from "./blocks/conv-norm-activation.ts";
import { initialize } from "./blocks/initialize.ts";
import { makeDivisible } from "./blocks/make-divisible.ts";
import { SqueezeExcitation } from "./blocks/squeeze-excitation.ts";
import { checkOptions } from "./check-options.ts";

/** Options of MobileNetV3. */
export interface MobileNetV3Options {
  /** Default 1000. */
  readonly numClasses?: number;
  /** How many times as wide as the paper's. Default 1. */
  readonly widthMult?: number;
  /** Half as many channels in the last stage. Default false. */
  readonly reducedTail?: boolean;
  /** Dilate instead of stride in the last stage. Default false. */
  readonly dilated?: boolean;
  /** The share that training drops before the last layer. Default 0.2. */
  readonly dropout?: number;
}

// Input, kernel, inner and output channels, squeeze and excite, hard swish, stride, in the last stage.
type Row = readonly [number, number, number, number, boolean, boolean, number, boolean?];

const layouts: Readonly<Record<"large" | "small", { rows: readonly Row[]; last: number }>> = {
  large: {
    last: 1280,
    rows: [
      [16, 3, 16, 16, false, false, 1],
      [16, 3, 64, 24, false, false, 2],
      [24, 3, 72, 24, false, false, 1],
      [24, 5, 72, 40, true, false, 2],
      [40, 5, 120, 40, true, false, 1],
      [40, 5, 120, 40, true, false, 1],
      [40, 3, 240, 80, false, true, 2],
      [80, 3, 200, 80, false, true, 1],
      [80, 3, 184, 80, false, true, 1],
      [80, 3, 184, 80, false, true, 1],
      [80, 3, 480, 112, true, true, 1],
      [112, 3, 672, 112, true, true, 1],
      [112, 5, 672, 160, true, true, 2, true],
      [160, 5, 960, 160, true, true, 1, true],
      [160, 5, 960, 160, true, true, 1, true],
    ],
  },
  small: {
    last: 1024,
    rows: [
      [16, 3, 16, 16, true, false, 2],
      [16, 3, 72, 24, false, false, 2],
      [24, 3, 88, 24, false, false, 1],
      [24, 5, 96, 40, true, true, 2],
      [40, 5, 240, 40, true, true, 1],
      [40, 5, 240, 40, true, true, 1],
      [40, 5, 120, 48, true, true, 1],
      [48, 5, 144, 48, true, true, 1],
      [48, 5, 288, 96, true, true, 2, true],
      [96, 5, 576, 96, true, true, 1, true],
      [96, 5, 576, 96, true, true, 1, true],
    ],
  },
};

interface BlockShape {
  readonly into: number;
  readonly kernelSize: number;
  readonly wide: number;
  readonly out: number;
  readonly squeezes: boolean;
  readonly swishes: boolean;
  readonly stride: number;
  readonly dilation: number;
}

const norm = (width: number) => new BatchNorm2d(width, { eps: 0.001, momentum: 0.01 });

/** An inverted residual, with squeeze and excitation where the layout says so. */
class InvertedResidual extends Module {
  readonly block: Sequential;
  readonly #shortcut: boolean;

  constructor({ into, kernelSize, wide, out, squeezes, swishes, stride, dilation }: BlockShape) {
    super();
    const activation = () => (swishes ? new Hardswish() : new ReLU());
    const step = dilation > 1 ? 1 : stride;
    const deep = { kernelSize, stride: step, dilation, groups: wide, norm, activation };
    const layers: Module[] = [];
    if (wide !== into)
      layers.push(convNormActivation(into, wide, { kernelSize: 1, norm, activation }));
    layers.push(convNormActivation(wide, wide, deep));
    if (squeezes) {
      const few = makeDivisible(Math.floor(wide / 4));
      const scaleActivation = () => new Hardsigmoid();
      layers.push(new SqueezeExcitation(wide, few, { scaleActivation }));
    }
    layers.push(convNormActivation(wide, out, { kernelSize: 1, norm, activation: null }));
    this.block = new Sequential(...layers);
    this.#shortcut = stride === 1 && into === out;
  }

  forward(x: Tensor): Tensor {
    const inner = this.block.forward(x);
    return this.#shortcut ? inner.add(x) : inner;
  }
}

/**
 * Searched inverted residuals with hard swish (Howard et al. 2019): `[n, 3, h, w]` -> logits
 * `[n, numClasses]`. torchvision's `MobileNetV3`.
 * @example new MobileNetV3("small", { numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class MobileNetV3 extends Module {
  readonly features: Sequential;
  readonly avgpool = new AdaptiveAvgPool2d(1);
  readonly classifier: Sequential;

  constructor(layout: keyof typeof layouts, options: MobileNetV3Options = {}) {
    super();
    const known = ["numClasses", "widthMult", "reducedTail", "dilated", "dropout"];
    checkOptions("MobileNetV3", options, known);
    const { numClasses = 1000, dropout = 0.2, reducedTail = false } = options;
    const { rows, last } = layouts[layout];
    const shapes = blockShapes(rows, options);
    const activation = () => new Hardswish();
    const [into, out] = [shapes[0]!.into, shapes.at(-1)!.out];
    this.features = new Sequential(
      convNormActivation(3, into, { stride: 2, norm, activation }),
      ...shapes.map((shape) => new InvertedResidual(shape)),
      convNormActivation(out, 6 * out, { kernelSize: 1, norm, activation }),
    );
    const { widthMult = 1 } = options;
    const hidden = makeDivisible(Math.floor(last / (reducedTail ? 2 : 1)) * widthMult);
    this.classifier = new Sequential(
      new Linear(6 * out, hidden),
      new Hardswish(),
      new Dropout(dropout),
      new Linear(hidden, numClasses),
    );
    this.apply(initialize);
  }

  forward(x: Tensor): Tensor {
    const features = this.avgpool.forward(this.features.forward(x)); // [n, c, 1, 1]
    return this.classifier.forward(features.flatten(1));
  }
}

function blockShapes(rows: readonly Row[], options: MobileNetV3Options): BlockShape[] {
  const { widthMult = 1, reducedTail = false, dilated = false } = options;
  const scaled = (width: number) => makeDivisible(width * widthMult);
  const tailStart = rows.findIndex((row) => row[7] === true);
  return rows.map(([into, kernelSize, wide, out, squeezes, swishes, stride, tail = false], i) => {
    const part = reducedTail && tail ? 2 : 1;
    const behind = reducedTail && i > tailStart ? 2 : 1; // the first of the tail still gets all
    return {
      into: scaled(Math.floor(into / behind)),
      kernelSize,
      wide: scaled(Math.floor(wide / behind)),
      out: scaled(Math.floor(out / part)),
      squeezes,
      swishes,
      stride,
      dilation: dilated && tail ? 2 : 1,
    };
  });
}

function entry(layout: keyof typeof layouts) {
  return {
    build: (options: MobileNetV3Options = {}) => new MobileNetV3(layout, options),
    summary: `MobileNetV3 ${layout}, Howard et al. 2019`,
  };
}

/** The builders of this family. */
export const mobilenetv3 = {
  mobilenet_v3_small: entry("small"),
  mobilenet_v3_large: entry("large"),
} as const;
