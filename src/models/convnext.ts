import {
  AdaptiveAvgPool2d,
  Conv2d,
  Flatten,
  GELU,
  init,
  LayerNorm,
  Linear,
  Module,
  parameter,
  Sequential,
  StochasticDepth,
} from "../nn/index.ts";
import { full, type Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { convNormActivation } from "./blocks/conv-norm-activation.ts";
import { LayerNorm2d } from "./blocks/layer-norm2d.ts";
import { Permute } from "./blocks/permute.ts";
import { checkOptions } from "./check-options.ts";

/** Options of ConvNeXt; torchvision's names in camelCase. */
export interface ConvNeXtOptions {
  /** Default 1000. */
  readonly numClasses?: number;
  /** How often training leaves out the last block; earlier ones less often. Default the builder's. */
  readonly stochasticDepthProb?: number;
  /** The factor of every block's channels at first. Default 1e-6. */
  readonly layerScale?: number;
}

/** Channels and blocks of the four stages, and the builder's share of blocks that training leaves out. */
interface Layout {
  readonly widths: readonly [number, number, number, number];
  readonly depths: readonly [number, number, number, number];
  readonly dropProb: number;
}

const eps = 1e-6;

/** A 7x7 depthwise convolution, and two layers for each pixel, beside a shortcut. */
class CNBlock extends Module {
  readonly layer_scale: Tensor;
  readonly block: Sequential;
  readonly stochastic_depth: StochasticDepth;

  constructor(width: number, layerScale: number, dropProb: number) {
    super();
    this.block = new Sequential(
      new Conv2d(width, width, 7, { padding: 3, groups: width }),
      new Permute([0, 2, 3, 1]), // [n, h, w, c]
      new LayerNorm(width, { eps }),
      new Linear(width, 4 * width),
      new GELU(),
      new Linear(4 * width, width),
      new Permute([0, 3, 1, 2]),
    );
    this.layer_scale = parameter(full([width, 1, 1], layerScale));
    this.stochastic_depth = new StochasticDepth(dropProb, "row");
  }

  forward(x: Tensor): Tensor {
    const inner = this.block.forward(x).mul(this.layer_scale);
    return this.stochastic_depth.forward(inner).add(x);
  }
}

/**
 * A convolutional net built as transformers are (Liu et al. 2022): `[n, 3, h, w]` -> logits `[n, numClasses]`; h and w
 * at least 32. torchvision's `ConvNeXt`.
 * @example convnext.convnext_tiny.build({ numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class ConvNeXt extends Module {
  readonly features: Sequential;
  readonly avgpool = new AdaptiveAvgPool2d(1);
  readonly classifier: Sequential;

  constructor({ widths, depths, dropProb }: Layout, options: ConvNeXtOptions = {}) {
    super();
    checkOptions("ConvNeXt", options, ["numClasses", "stochasticDepthProb", "layerScale"]);
    const { numClasses = 1000, stochasticDepthProb = dropProb, layerScale = 1e-6 } = options;
    checkNumber("ConvNeXt", "layerScale", layerScale);
    const total = depths.reduce((sum, depth) => sum + depth, 0);
    let id = 0;
    const stages = depths.flatMap((depth, i) => {
      const width = widths[i]!;
      const share = () => (stochasticDepthProb * id++) / (total - 1);
      const blocks = Array.from({ length: depth }, () => new CNBlock(width, layerScale, share()));
      const stage = new Sequential(...blocks);
      return i < 3 ? [stage, downsample(width, widths[i + 1]!)] : [stage];
    });
    this.features = new Sequential(stem(widths[0]), ...stages);
    const last = widths[3];
    this.classifier = new Sequential(
      new LayerNorm2d(last, { eps }),
      new Flatten(),
      new Linear(last, numClasses),
    );
    this.apply(initialize);
  }

  forward(x: Tensor): Tensor {
    return this.classifier.forward(this.avgpool.forward(this.features.forward(x)));
  }
}

function stem(width: number): Sequential {
  const norm = (channels: number) => new LayerNorm2d(channels, { eps });
  const patch = { kernelSize: 4, stride: 4, padding: 0, bias: true };
  return convNormActivation(3, width, { ...patch, norm, activation: null });
}

function downsample(from: number, to: number): Sequential {
  return new Sequential(new LayerNorm2d(from, { eps }), new Conv2d(from, to, 2, { stride: 2 }));
}

function initialize(module: unknown): void {
  if (!(module instanceof Conv2d || module instanceof Linear)) return;
  init.truncNormal(module.weight, { std: 0.02 });
  if (module.bias) init.zeros(module.bias);
}

function entry(layout: Layout) {
  return {
    build: (options: ConvNeXtOptions = {}) => new ConvNeXt(layout, options),
    summary: "ConvNeXt, Liu et al. 2022",
  };
}

/** The builders of this family. */
export const convnext = {
  convnext_tiny: entry({ widths: [96, 192, 384, 768], depths: [3, 3, 9, 3], dropProb: 0.1 }),
  convnext_small: entry({ widths: [96, 192, 384, 768], depths: [3, 3, 27, 3], dropProb: 0.4 }),
  convnext_base: entry({ widths: [128, 256, 512, 1024], depths: [3, 3, 27, 3], dropProb: 0.5 }),
  convnext_large: entry({ widths: [192, 384, 768, 1536], depths: [3, 3, 27, 3], dropProb: 0.5 }),
} as const;
