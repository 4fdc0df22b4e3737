import {
  AdaptiveAvgPool2d,
  BatchNorm2d,
  Conv2d,
  Dropout,
  init,
  Linear,
  Module,
  Sequential,
  SiLU,
  StochasticDepth,
} from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { convNormActivation } from "./blocks/conv-norm-activation.ts";
import { makeDivisible } from "./blocks/make-divisible.ts";
import { SqueezeExcitation } from "./blocks/squeeze-excitation.ts";
import { checkOptions } from "./check-options.ts";
import {
  type EfficientNetRow,
  efficientNetRows,
  type Variant,
  variants,
} from "./efficientnet-layouts.ts";

/** Options of EfficientNet and EfficientNetV2. */
export interface EfficientNetOptions {
  /** Default 1000. */
  readonly numClasses?: number;
  /** The share that training drops before the last layer. Default the builder's. */
  readonly dropout?: number;
  /** How often training leaves out the last block; earlier ones less often. Default 0.2. */
  readonly stochasticDepthProb?: number;
}

interface BlockShape {
  readonly into: number;
  readonly wide: number;
  readonly out: number;
  readonly kernelSize: number;
  readonly stride: number;
  readonly dropProb: number;
  readonly norm: (width: number) => Module;
}

const silu = () => new SiLU();

/** A block's layers beside a shortcut that training may take alone. */
class ResidualBlock extends Module {
  readonly block: Sequential;
  readonly stochastic_depth: StochasticDepth;
  readonly #shortcut: boolean;

  constructor(layers: readonly Module[], { into, out, stride, dropProb }: BlockShape) {
    super();
    this.block = new Sequential(...layers);
    this.stochastic_depth = new StochasticDepth(dropProb, "row");
    this.#shortcut = stride === 1 && into === out;
  }

  forward(x: Tensor): Tensor {
    const inner = this.block.forward(x);
    return this.#shortcut ? this.stochastic_depth.forward(inner).add(x) : inner;
  }
}

// 1x1 to many channels, depthwise, squeeze and excite, 1x1 to few.
function mobile(shape: BlockShape): ResidualBlock {
  const { into, wide, out, kernelSize, stride, norm } = shape;
  const point = { kernelSize: 1, norm };
  const few = Math.max(1, Math.floor(into / 4));
  const layers = [
    convNormActivation(wide, wide, { kernelSize, stride, groups: wide, norm, activation: silu }),
    new SqueezeExcitation(wide, few, { activation: silu }),
    convNormActivation(wide, out, { ...point, activation: null }),
  ];
  if (wide !== into) layers.unshift(convNormActivation(into, wide, { ...point, activation: silu }));
  return new ResidualBlock(layers, shape);
}

// One full convolution in the place of the first two.
function fused(shape: BlockShape): ResidualBlock {
  const { into, wide, out, kernelSize, stride, norm } = shape;
  const first = { kernelSize, stride, norm, activation: silu };
  if (wide === into) return new ResidualBlock([convNormActivation(into, out, first)], shape);
  const layers = [
    convNormActivation(into, wide, first),
    convNormActivation(wide, out, { kernelSize: 1, norm, activation: null }),
  ];
  return new ResidualBlock(layers, shape);
}

/**
 * Nets scaled in width, depth and size together (Tan and Le 2019, 2021): `[n, 3, h, w]` -> logits
 * `[n, numClasses]`. torchvision's `EfficientNet`.
 * @example efficientnet.efficientnet_b0.build({ numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class EfficientNet extends Module {
  readonly features: Sequential;
  readonly avgpool = new AdaptiveAvgPool2d(1);
  readonly classifier: Sequential;

  constructor(variant: Variant, options: EfficientNetOptions = {}) {
    super();
    checkOptions("EfficientNet", options, ["numClasses", "dropout", "stochasticDepthProb"]);
    const { numClasses = 1000, dropout = variant.dropout, stochasticDepthProb = 0.2 } = options;
    const rows = efficientNetRows(variant);
    const { eps = 1e-5, momentum = 0.1 } = variant;
    const norm = (width: number) => new BatchNorm2d(width, { eps, momentum });
    const out = rows.at(-1)!.out;
    const last = variant.last ?? 4 * out;
    this.features = new Sequential(
      convNormActivation(3, rows[0]!.into, { stride: 2, norm, activation: silu }),
      ...stages(rows, stochasticDepthProb, norm),
      convNormActivation(out, last, { kernelSize: 1, norm, activation: silu }),
    );
    this.classifier = new Sequential(new Dropout(dropout), new Linear(last, numClasses));
    this.apply(initialize);
  }

  forward(x: Tensor): Tensor {
    const features = this.avgpool.forward(this.features.forward(x)); // [n, c, 1, 1]
    return this.classifier.forward(features.flatten(1));
  }
}

function stages(
  rows: readonly EfficientNetRow[],
  dropProb: number,
  norm: (width: number) => Module,
): Sequential[] {
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  let id = 0;
  return rows.map((row) => {
    const blocks = Array.from({ length: row.count }, (_, k) => {
      const into = k === 0 ? row.into : row.out;
      const { out, kernelSize, kind } = row;
      const stride = k === 0 ? row.stride : 1;
      const wide = makeDivisible(into * row.expand);
      const shape = { into, wide, out, kernelSize, stride, norm };
      const block = kind === "fused" ? fused : mobile;
      return block({ ...shape, dropProb: (dropProb * id++) / total });
    });
    return new Sequential(...blocks);
  });
}

function initialize(module: unknown): void {
  if (module instanceof Conv2d) init.kaimingNormal(module.weight, { mode: "fanOut" });
  if (module instanceof Linear) {
    const range = 1 / Math.sqrt(module.weight.shape[0]!);
    init.uniform(module.weight, -range, range);
  }
  if ((module instanceof Conv2d || module instanceof Linear) && module.bias)
    init.zeros(module.bias);
}

function entry(variant: Variant, summary: string) {
  return {
    build: (options: EfficientNetOptions = {}) => new EfficientNet(variant, options),
    summary,
  };
}

const first = "EfficientNet, Tan and Le 2019";
const second = "EfficientNetV2, Tan and Le 2021";

/** The builders of this family. */
export const efficientnet = {
  efficientnet_b0: entry(variants.b0, first),
  efficientnet_b1: entry(variants.b1, first),
  efficientnet_b2: entry(variants.b2, first),
  efficientnet_b3: entry(variants.b3, first),
  efficientnet_b4: entry(variants.b4, first),
  efficientnet_b5: entry(variants.b5, first),
  efficientnet_b6: entry(variants.b6, first),
  efficientnet_b7: entry(variants.b7, first),
  efficientnet_v2_s: entry(variants.v2_s, second),
  efficientnet_v2_m: entry(variants.v2_m, second),
  efficientnet_v2_l: entry(variants.v2_l, second),
} as const;
