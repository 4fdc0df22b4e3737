import { functional, init, Linear, Module, parameter, ReLU, Sequential } from "../nn/index.ts";
import { applyOp, full, ops, Tensor, zeros } from "../tensor/index.ts";
import { relativePositionBias, relativePositionIndex } from "./blocks/relative-position.ts";
import { joinWindowHeads, splitWindowHeads } from "./blocks/windows.ts";
import { inShiftedWindows } from "./swin-windows.ts";

/** How places of an image look at each other. */
export interface SwinAttentionShape {
  readonly width: number;
  readonly heads: number;
  readonly window: readonly [number, number];
  readonly shift: readonly [number, number];
  /** The share of features that training drops. Default 0. */
  readonly dropout?: number;
  /** The share of looks that training drops. Default 0. */
  readonly attentionDropout?: number;
}

/** What the versions do in their own ways, and what they share. */
interface Looks {
  /** Windows `[n, windows, area, width]` -> `[n, windows, area, 3 width]`: queries, keys, values. */
  readonly project: (windows: Tensor) => Tensor;
  /** Queries and keys `[n, windows, heads, area, size]` -> what the softmax takes, less the mask. */
  readonly scores: (query: Tensor, key: Tensor) => Tensor;
  readonly proj: Linear;
  readonly training: boolean;
}

function attention(x: Tensor, shape: SwinAttentionShape, looks: Looks): Tensor {
  const { heads, window, shift, dropout = 0, attentionDropout = 0 } = shape;
  const { project, scores, proj, training } = looks;
  return inShiftedWindows(x, window, shift, (windows, mask) => {
    const [query, key, value] = splitWindowHeads(project(windows), heads);
    const all = scores(query, key); // [n, windows, heads, area, area]
    const weights = (mask === undefined ? all : all.add(mask)).softmax(-1);
    const kept = functional.dropout(weights, attentionDropout, training);
    const out = proj.forward(joinWindowHeads(kept.matmul(value)));
    return functional.dropout(out, dropout, training);
  });
}

// q k^T
function products(query: Tensor, key: Tensor): Tensor {
  return applyOp(ops.matmul, [query, key], { transA: false, transB: true });
}

// torchvision's buffer is flat.
function flatIndex(window: readonly [number, number]): Tensor {
  const index = relativePositionIndex(window);
  return Tensor.fromData(index.hostData(), [index.numel()]);
}

/**
 * Attention in windows that may be moved, with a learned number for each offset between two places (Liu et al. 2021).
 * Shapes: `[n, h, w, width]`, kept. torchvision's `ShiftedWindowAttention`.
 * @example
 * const shape = { width: 8, heads: 2, window: [4, 4], shift: [2, 2] } as const;
 * new ShiftedWindowAttention(shape).forward(zeros([1, 6, 6, 8])).shape; // [1, 6, 6, 8]
 */
export class ShiftedWindowAttention extends Module {
  readonly relative_position_bias_table: Tensor;
  readonly qkv: Linear;
  readonly proj: Linear;
  readonly #index: Tensor;
  readonly #shape: SwinAttentionShape;

  constructor(shape: SwinAttentionShape) {
    super();
    const { width, heads, window } = shape;
    this.#shape = shape;
    this.qkv = new Linear(width, 3 * width);
    this.proj = new Linear(width, width);
    const offsets = (2 * window[0] - 1) * (2 * window[1] - 1);
    const table = parameter(zeros([offsets, heads]));
    this.relative_position_bias_table = init.truncNormal(table, { std: 0.02 });
    this.#index = this.buffer("relative_position_index", flatIndex(window));
  }

  forward(x: Tensor): Tensor {
    const { width, heads } = this.#shape;
    const scale = 1 / Math.sqrt(width / heads);
    const bias = relativePositionBias(this.relative_position_bias_table, this.#index);
    const { proj, training } = this;
    return attention(x, this.#shape, {
      project: (windows) => this.qkv.forward(windows),
      scores: (query, key) => products(query.mul(scale), key).add(bias),
      proj,
      training,
    });
  }
}

// Looks are at most 100 times their angle's cosine.
const largestLogit = Math.log(100);

/**
 * Attention in windows that may be moved: by the cosine between queries and keys, and by a small net of the offset
 * between two places (Liu et al. 2022). Shapes: `[n, h, w, width]`, kept. torchvision's `ShiftedWindowAttentionV2`.
 * @example
 * const shape = { width: 8, heads: 2, window: [4, 4], shift: [2, 2] } as const;
 * new ShiftedWindowAttentionV2(shape).forward(zeros([1, 6, 6, 8])).shape; // [1, 6, 6, 8]
 */
export class ShiftedWindowAttentionV2 extends Module {
  readonly logit_scale: Tensor;
  readonly qkv: Linear;
  readonly proj: Linear;
  readonly cpb_mlp: Sequential;
  readonly #coordinates: Tensor;
  readonly #index: Tensor;
  readonly #shape: SwinAttentionShape;
  readonly #withoutKeys: Tensor;

  constructor(shape: SwinAttentionShape) {
    super();
    const { width, heads, window } = shape;
    this.#shape = shape;
    this.qkv = new Linear(width, 3 * width);
    this.proj = new Linear(width, width);
    this.#coordinates = this.buffer("relative_coords_table", coordinatesTable(window));
    this.#index = this.buffer("relative_position_index", flatIndex(window));
    this.logit_scale = parameter(full([heads, 1, 1], Math.log(10)));
    this.cpb_mlp = new Sequential(
      new Linear(2, 512),
      new ReLU(),
      new Linear(512, heads, { bias: false }),
    );
    const mask = Float32Array.from({ length: 3 * width }, (_, i) => {
      return i < width || i >= 2 * width ? 1 : 0;
    });
    this.#withoutKeys = Tensor.fromData(mask, [3 * width]).setPersistent();
  }

  forward(x: Tensor): Tensor {
    const table = this.cpb_mlp.forward(this.#coordinates).flatten(0, 2); // [offsets, heads]
    const bias = relativePositionBias(table, this.#index).sigmoid().mul(16);
    const scale = this.logit_scale.clamp({ max: largestLogit }).exp();
    const keyless = this.qkv.bias!.mul(this.#withoutKeys); // keys have no bias
    const { proj, training } = this;
    return attention(x, this.#shape, {
      project: (windows) => functional.linear(windows, this.qkv.weight, keyless),
      scores: (query, key) => products(unit(query), unit(key)).mul(scale).add(bias),
      proj,
      training,
    });
  }
}

// x / max(|x|, 1e-12); the bound on the square keeps the gradient of zeros finite.
function unit(x: Tensor): Tensor {
  const square = x.square().sum(-1, true);
  return x.mul(square.clamp({ min: 1e-24 }).rsqrt());
}

// sign(d) log2(1 + |8 d / (window - 1)|) / 3 of the offsets d from 1 - window to window - 1, rounded as PyTorch does.
function coordinatesTable([h, w]: readonly [number, number]): Tensor {
  const round = Math.fround;
  const along = (length: number) =>
    Array.from({ length: 2 * length - 1 }, (_, i) => {
      const share = round(round((i + 1 - length) / (length - 1)) * 8);
      return round(round(Math.sign(share) * round(Math.log2(round(Math.abs(share) + 1)))) / 3);
    });
  const [rows, columns] = [along(h), along(w)];
  const table = rows.flatMap((y) => columns.flatMap((x) => [y, x]));
  return Tensor.fromData(Float32Array.from(table), [1, rows.length, columns.length, 2]);
}
