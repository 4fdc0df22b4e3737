import {
  Dropout,
  GELU,
  init,
  LayerNorm,
  Linear,
  Module,
  parameter,
  Sequential,
  StochasticDepth,
} from "../nn/index.ts";
import { applyOp, ops, type Tensor, zeros } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { relativePositionBias, relativePositionIndex } from "./blocks/relative-position.ts";
import { fromWindows, joinWindowHeads, splitWindowHeads, toWindows } from "./blocks/windows.ts";

/**
 * Attention in windows of `length * length` places, with a learned number for each offset between two of them.
 * Shapes: `[n, windows, length * length, width]`, kept. torchvision's `RelativePositionalMultiHeadAttention`.
 * @example new RelativeAttention(64, 32, 7).forward(zeros([1, 4, 49, 64])).shape; // [1, 4, 49, 64]
 */
export class RelativeAttention extends Module {
  readonly relative_position_bias_table: Tensor;
  readonly to_qkv: Linear;
  readonly merge: Linear;
  readonly #index: Tensor;
  readonly #heads: number;

  constructor(width: number, headDim: number, length: number) {
    super();
    if (width % headDim !== 0) {
      const what = `a width divisible by headDim=${headDim}`;
      throw expected("RelativeAttention", what, width, "pass another headDim");
    }
    this.#heads = width / headDim;
    this.to_qkv = new Linear(width, 3 * width);
    this.merge = new Linear(width, width);
    const table = parameter(zeros([(2 * length - 1) ** 2, this.#heads]));
    const index = relativePositionIndex([length, length]);
    this.#index = this.buffer("relative_position_index", index);
    this.relative_position_bias_table = init.truncNormal(table, { std: 0.02 });
  }

  forward(x: Tensor): Tensor {
    const [query, key, value] = splitWindowHeads(this.to_qkv.forward(x), this.#heads);
    // The scale is the whole width's, not a head's, as in torchvision.
    const scaled = key.mul(1 / Math.sqrt(x.shape[3]!));
    const scores = applyOp(ops.matmul, [query, scaled], { transA: false, transB: true });
    const bias = relativePositionBias(this.relative_position_bias_table, this.#index);
    return this.merge.forward(joinWindowHeads(scores.add(bias).softmax(-1).matmul(value)));
  }
}

/** Sizes of attention between parts of an image, and what training drops. */
export interface PartitionShape {
  readonly width: number;
  readonly headDim: number;
  readonly mlpRatio: number;
  readonly mlpDropout: number;
  readonly attentionDropout: number;
  readonly dropProb: number;
  /** Places along a side of what looks at each other. */
  readonly partitionSize: number;
  /** "window": those that lie together; "grid": those spread evenly over the image. */
  readonly kind: "window" | "grid";
}

/**
 * Attention between the places of a window or a grid, then two layers for each place, both beside a shortcut that
 * training may take alone. Shapes: `[n, h, w, width]`, kept; h and w are multiples of `partitionSize`.
 * torchvision's `PartitionAttentionLayer`.
 */
export class PartitionAttention extends Module {
  readonly attn_layer: Sequential;
  readonly mlp_layer: Sequential;
  readonly stochastic_dropout: StochasticDepth;
  readonly #shape: PartitionShape;

  constructor(shape: PartitionShape) {
    super();
    const { width, headDim, mlpRatio, partitionSize } = shape;
    this.#shape = shape;
    this.attn_layer = new Sequential(
      new LayerNorm(width),
      new RelativeAttention(width, headDim, partitionSize),
      new Dropout(shape.attentionDropout),
    );
    this.mlp_layer = new Sequential(
      new LayerNorm(width),
      new Linear(width, width * mlpRatio),
      new GELU(),
      new Linear(width * mlpRatio, width),
      new Dropout(shape.mlpDropout),
    );
    this.stochastic_dropout = new StochasticDepth(shape.dropProb, "row");
  }

  forward(x: Tensor): Tensor {
    const [, h, w] = x.shape as readonly [number, number, number];
    const { kind, partitionSize: p } = this.#shape;
    const window = kind === "window" ? ([p, p] as const) : ([h / p, w / p] as const);
    // A grid has one place of each of p * p windows.
    const turned = (parts: Tensor) => (kind === "grid" ? parts.transpose(1, 2) : parts);
    const parts = turned(toWindows(x, window));
    const drop = this.stochastic_dropout;
    const seen = parts.add(drop.forward(this.attn_layer.forward(parts)));
    const out = seen.add(drop.forward(this.mlp_layer.forward(seen)));
    return fromWindows(turned(out), window, [h, w]);
  }
}
