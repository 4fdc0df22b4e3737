import {
  AdaptiveAvgPool2d,
  Conv2d,
  Flatten,
  init,
  LayerNorm,
  Linear,
  Module,
  Sequential,
} from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { Permute } from "./blocks/permute.ts";
import { checkOptions } from "./check-options.ts";
import { PatchMerging, type SwinBlockShape, SwinTransformerBlock } from "./swin-blocks.ts";

/** Options of the Swin transformers; torchvision's names in camelCase. */
export interface SwinTransformerOptions {
  /** Default 1000. */
  readonly numClasses?: number;
  /** The share of features that training drops behind each layer of the blocks. Default 0. */
  readonly dropout?: number;
  /** The share of each place's looks at the others that training drops. Default 0. */
  readonly attentionDropout?: number;
  /** How often training leaves out the last block; earlier ones less often. Default the builder's. */
  readonly stochasticDepthProb?: number;
  /** How many times as wide the blocks are inside. Default 4. */
  readonly mlpRatio?: number;
}

/** The sizes of a Swin transformer. */
interface Layout {
  readonly version: 1 | 2;
  readonly width: number;
  readonly depths: readonly number[];
  readonly heads: readonly number[];
  readonly dropProb: number;
}

/**
 * A transformer whose patches look at others of their window, which moves from block to block (Liu et al. 2021, 2022):
 * `[n, 3, h, w]` -> logits `[n, numClasses]`. torchvision's `SwinTransformer`.
 * @example swinTransformer.swin_t.build({ numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class SwinTransformer extends Module {
  readonly features: Sequential;
  readonly norm: LayerNorm;
  readonly permute = new Permute([0, 3, 1, 2]);
  readonly avgpool = new AdaptiveAvgPool2d(1);
  readonly flatten = new Flatten();
  readonly head: Linear;

  constructor(layout: Layout, options: SwinTransformerOptions = {}) {
    super();
    checkOptions("SwinTransformer", options, known);
    const { width, depths, version } = layout;
    const patches = new Sequential(
      new Conv2d(3, width, 4, { stride: 4 }),
      new Permute([0, 2, 3, 1]), // [n, h / 4, w / 4, width]
      new LayerNorm(width),
    );
    const shapes = blocksOf(layout, options);
    const stages = shapes.flatMap((stage, i) => {
      const blocks = new Sequential(...stage.map((shape) => new SwinTransformerBlock(shape)));
      return i === depths.length - 1
        ? [blocks]
        : [blocks, new PatchMerging(width * 2 ** i, version)];
    });
    this.features = new Sequential(patches, ...stages);
    const last = width * 2 ** (depths.length - 1);
    this.norm = new LayerNorm(last);
    this.head = new Linear(last, options.numClasses ?? 1000);
    this.apply(initialize);
  }

  forward(x: Tensor): Tensor {
    const features = this.permute.forward(this.norm.forward(this.features.forward(x)));
    return this.head.forward(this.flatten.forward(this.avgpool.forward(features)));
  }
}

const known = [
  "numClasses",
  "dropout",
  "attentionDropout",
  "stochasticDepthProb",
  "mlpRatio",
] as const;

// Every other block's windows are moved by half a window.
function blocksOf(layout: Layout, options: SwinTransformerOptions): SwinBlockShape[][] {
  const { version, width, depths, heads, dropProb } = layout;
  const { dropout = 0, attentionDropout = 0, stochasticDepthProb = dropProb } = options;
  const { mlpRatio = 4 } = options;
  checkNumber("SwinTransformer", "mlpRatio", mlpRatio, { low: 0 });
  const total = depths.reduce((sum, depth) => sum + depth, 0);
  const length = version === 1 ? 7 : 8;
  const half = Math.floor(length / 2);
  let id = 0;
  return depths.map((depth, i) =>
    Array.from({ length: depth }, (_, k) => ({
      ...{ version, mlpRatio, dropout, attentionDropout },
      width: width * 2 ** i,
      heads: heads[i]!,
      window: [length, length] as const,
      shift: k % 2 === 0 ? ([0, 0] as const) : ([half, half] as const),
      dropProb: (stochasticDepthProb * id++) / (total - 1),
    })),
  );
}

function initialize(module: unknown): void {
  if (!(module instanceof Linear)) return;
  init.truncNormal(module.weight, { std: 0.02 });
  if (module.bias) init.zeros(module.bias);
}

const tiny = { width: 96, depths: [2, 2, 6, 2], heads: [3, 6, 12, 24], dropProb: 0.2 };
const small = { width: 96, depths: [2, 2, 18, 2], heads: [3, 6, 12, 24], dropProb: 0.3 };
const base = { width: 128, depths: [2, 2, 18, 2], heads: [4, 8, 16, 32], dropProb: 0.5 };

function entry(version: 1 | 2, layout: Omit<Layout, "version">) {
  return {
    build: (options: SwinTransformerOptions = {}) =>
      new SwinTransformer({ version, ...layout }, options),
    summary: version === 1 ? "Swin transformer, Liu et al. 2021" : "Swin V2, Liu et al. 2022",
  };
}

/** The builders of this family. */
export const swinTransformer = {
  swin_t: entry(1, tiny),
  swin_s: entry(1, small),
  swin_b: entry(1, base),
  swin_v2_t: entry(2, { ...tiny, dropProb: 0.2 }),
  swin_v2_s: entry(2, { ...small, dropProb: 0.3 }),
  swin_v2_b: entry(2, { ...base, dropProb: 0.5 }),
} as const;
