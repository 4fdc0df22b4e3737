import {
  AdaptiveAvgPool2d,
  Conv2d,
  Flatten,
  init,
  LayerNorm,
  Linear,
  Module,
  ModuleList,
  Sequential,
  Tanh,
} from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { checkInteger, checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { convNormActivation } from "./blocks/conv-norm-activation.ts";
import { checkOptions } from "./check-options.ts";
import { gelu, MaxVitLayer, type MaxVitLayerShape, maxvitNorm } from "./maxvit-layer.ts";

/** Options of MaxVit; torchvision's names in camelCase. */
export interface MaxVitOptions {
  /** Height and width of the pictures; every block's maps must cut into parts of 7x7. Default `[224, 224]`. */
  readonly inputSize?: readonly [number, number];
  /** Default 1000. */
  readonly numClasses?: number;
  /** How often training leaves out the last layer; earlier ones less often. Default 0.2. */
  readonly stochasticDepthProb?: number;
  /** How many times as narrow as their output the convolutions' squeezes are. Default 0.25. */
  readonly squeezeRatio?: number;
  /** How many times as wide as their output the convolutions are. Default 4. */
  readonly expansionRatio?: number;
  /** How many times as wide the two layers after attention are inside. Default 4. */
  readonly mlpRatio?: number;
  /** The share that training drops behind these two layers. Default 0. */
  readonly mlpDropout?: number;
  /** The share that training drops behind attention. Default 0. */
  readonly attentionDropout?: number;
}

interface Layout {
  readonly stem: number;
  readonly widths: readonly number[];
  readonly depths: readonly number[];
  readonly headDim: number;
  readonly partitionSize: number;
  readonly dropProb: number;
}

/** Layers of one size. */
class MaxVitBlock extends Module {
  readonly layers: ModuleList<MaxVitLayer>;

  constructor(shapes: readonly MaxVitLayerShape[]) {
    super();
    this.layers = new ModuleList(shapes.map((shape) => new MaxVitLayer(shape)));
  }

  forward(x: Tensor): Tensor {
    return [...this.layers].reduce((y, layer) => layer.forward(y), x);
  }
}

/**
 * Convolutions and attention between near and between far places in turn (Tu et al. 2022): `[n, 3, height, width]` of
 * `inputSize` -> logits `[n, numClasses]`. torchvision's `MaxVit`.
 * @example
 * const net = maxvit.maxvit_t.build({ numClasses: 10 });
 * net.forward(zeros([1, 3, 224, 224])).shape; // [1, 10]
 */
export class MaxVit extends Module {
  readonly stem: Sequential;
  readonly blocks: ModuleList<MaxVitBlock>;
  readonly classifier: Sequential;
  readonly #inputSize: readonly [number, number];

  constructor(layout: Layout, options: MaxVitOptions = {}) {
    super();
    checkOptions("MaxVit", options, known);
    const { inputSize = [224, 224], numClasses = 1000 } = options;
    checkSize(inputSize, layout);
    this.#inputSize = inputSize;
    const { stem } = layout;
    this.stem = new Sequential(
      convNormActivation(3, stem, { stride: 2, norm: maxvitNorm, activation: gelu }),
      convNormActivation(stem, stem, { norm: null, activation: null }),
    );
    this.blocks = new ModuleList(shapesOf(layout, options).map((block) => new MaxVitBlock(block)));
    const last = layout.widths.at(-1)!;
    this.classifier = new Sequential(
      new AdaptiveAvgPool2d(1),
      new Flatten(),
      new LayerNorm(last),
      new Linear(last, last),
      new Tanh(),
      new Linear(last, numClasses, { bias: false }),
    );
    this.apply(initialize);
  }

  forward(x: Tensor): Tensor {
    const [height, width] = this.#inputSize;
    if (x.shape.length !== 4 || x.shape[2] !== height || x.shape[3] !== width) {
      const hint = "resize the pictures, or build with another inputSize";
      throw expected("MaxVit", `an input [n, 3, ${height}, ${width}]`, x.shape, hint);
    }
    const features = [...this.blocks].reduce((y, block) => block.forward(y), this.stem.forward(x));
    return this.classifier.forward(features);
  }
}

const known = [
  "inputSize",
  "numClasses",
  "stochasticDepthProb",
  "squeezeRatio",
  "expansionRatio",
  "mlpRatio",
  "mlpDropout",
  "attentionDropout",
] as const;

// The stem and every block halve the sides, rounding up.
function checkSize(inputSize: readonly number[], { widths, partitionSize }: Layout): void {
  for (const side of inputSize) {
    checkInteger("MaxVit", "inputSize", side, { low: 1 });
    let length = Math.ceil(side / 2);
    for (const _ of widths) {
      length = Math.ceil(length / 2);
      if (length % partitionSize === 0) continue;
      const what = `an inputSize whose maps of every block divide by ${partitionSize}`;
      throw expected("MaxVit", what, inputSize, "pass a multiple of 224, as [224, 224]");
    }
  }
}

function shapesOf(layout: Layout, options: MaxVitOptions): MaxVitLayerShape[][] {
  const { stem, widths, depths, headDim, partitionSize, dropProb } = layout;
  const { stochasticDepthProb = dropProb, squeezeRatio = 0.25, expansionRatio = 4 } = options;
  const { mlpRatio = 4, mlpDropout = 0, attentionDropout = 0 } = options;
  checkNumber("MaxVit", "squeezeRatio", squeezeRatio, { low: 0 });
  checkNumber("MaxVit", "expansionRatio", expansionRatio, { low: 0 });
  checkInteger("MaxVit", "mlpRatio", mlpRatio, { low: 1 });
  const total = depths.reduce((sum, depth) => sum + depth, 0);
  const shared = { squeezeRatio, expansionRatio, mlpRatio, mlpDropout, attentionDropout };
  let id = 0;
  return depths.map((depth, i) =>
    Array.from({ length: depth }, (_, k) => ({
      ...{ ...shared, headDim, partitionSize },
      into: k > 0 ? widths[i]! : i > 0 ? widths[i - 1]! : stem,
      out: widths[i]!,
      stride: k === 0 ? (2 as const) : (1 as const),
      dropProb: (stochasticDepthProb * id++) / (total - 1),
    })),
  );
}

function initialize(module: unknown): void {
  if (!(module instanceof Conv2d || module instanceof Linear)) return;
  init.normal(module.weight, 0, 0.02);
  if (module.bias) init.zeros(module.bias);
}

const tiny: Layout = {
  stem: 64,
  widths: [64, 128, 256, 512],
  depths: [2, 2, 5, 2],
  headDim: 32,
  partitionSize: 7,
  dropProb: 0.2,
};

/** The builders of this family. */
export const maxvit = {
  maxvit_t: {
    build: (options: MaxVitOptions = {}) => new MaxVit(tiny, options),
    summary: "MaxVit, Tu et al. 2022",
  },
} as const;
