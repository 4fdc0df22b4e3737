import { LayerNorm, Linear, Module, type Sequential, StochasticDepth } from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { mlp } from "./blocks/mlp.ts";
import {
  ShiftedWindowAttention,
  ShiftedWindowAttentionV2,
  type SwinAttentionShape,
} from "./swin-attention.ts";

/** The sizes of a block, and what training drops. */
export interface SwinBlockShape extends SwinAttentionShape {
  readonly version: 1 | 2;
  readonly mlpRatio: number;
  readonly dropProb: number;
}

// Version 1 normalises before each part, version 2 after it.
function normalised(version: 1 | 2, norm: LayerNorm, inner: Module, x: Tensor): Tensor {
  return version === 1 ? inner.forward(norm.forward(x)) : norm.forward(inner.forward(x));
}

/**
 * Attention in windows, then two layers for each place, both beside a shortcut that training may take alone.
 * Shapes: `[n, h, w, width]`, kept. torchvision's `SwinTransformerBlock` and `SwinTransformerBlockV2`.
 */
export class SwinTransformerBlock extends Module {
  readonly norm1: LayerNorm;
  readonly attn: ShiftedWindowAttention | ShiftedWindowAttentionV2;
  readonly stochastic_depth: StochasticDepth;
  readonly norm2: LayerNorm;
  readonly mlp: Sequential;
  readonly #version: 1 | 2;

  constructor(shape: SwinBlockShape) {
    super();
    const { version, width, mlpRatio, dropout, dropProb } = shape;
    this.#version = version;
    this.norm1 = new LayerNorm(width);
    const Attention = version === 1 ? ShiftedWindowAttention : ShiftedWindowAttentionV2;
    this.attn = new Attention(shape);
    this.stochastic_depth = new StochasticDepth(dropProb, "row");
    this.norm2 = new LayerNorm(width);
    this.mlp = mlp(width, Math.trunc(width * mlpRatio), dropout);
  }

  forward(x: Tensor): Tensor {
    const part = (norm: LayerNorm, inner: Module, input: Tensor) =>
      this.stochastic_depth.forward(normalised(this.#version, norm, inner, input));
    const seen = x.add(part(this.norm1, this.attn, x));
    return seen.add(part(this.norm2, this.mlp, seen));
  }
}

/**
 * Each 2x2 places as one of twice as many features; zeros beyond odd edges.
 * Shapes: `[n, h, w, width]` -> `[n, ceil(h/2), ceil(w/2), 2 width]`. torchvision's `PatchMerging` and `PatchMergingV2`.
 * @example new PatchMerging(8, 1).forward(zeros([1, 5, 6, 8])).shape; // [1, 3, 3, 16]
 */
export class PatchMerging extends Module {
  readonly reduction: Linear;
  readonly norm: LayerNorm;
  readonly #version: 1 | 2;

  constructor(width: number, version: 1 | 2) {
    super();
    this.#version = version;
    this.reduction = new Linear(4 * width, 2 * width, { bias: false });
    this.norm = new LayerNorm(version === 1 ? 4 * width : 2 * width);
  }

  forward(x: Tensor): Tensor {
    const [n, h, w, c] = x.shape as readonly [number, number, number, number];
    const [rows, columns] = [Math.ceil(h / 2), Math.ceil(w / 2)];
    const four = x
      .pad([0, 0, 0, 2 * columns - w, 0, 2 * rows - h])
      .reshape([n, rows, 2, columns, 2, c])
      .permute([0, 1, 3, 4, 2, 5]) // the two below each other first
      .reshape([n, rows, columns, 4 * c]);
    return normalised(this.#version, this.norm, this.reduction, four);
  }
}
