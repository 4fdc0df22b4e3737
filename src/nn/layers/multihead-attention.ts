import { dropoutMask, type Tensor, zeros } from "../../tensor/index.ts";
import { checkInteger, checkProbability } from "../../util/check.ts";
import { defaultRng } from "../../util/default-rng.ts";
import { expected } from "../../util/errors.ts";
import { attentionWeights, joinHeads, splitHeads } from "../functional/attention.ts";
import { projection } from "../functional/recurrent.ts";
import * as init from "../init.ts";
import { Module } from "../module.ts";
import { parameter } from "../parameter.ts";
import { Linear } from "./linear.ts";

/** Options of `MultiheadAttention`. */
export interface MultiheadAttentionOptions {
  /** Probability of zeroing a weight while training. Default 0. */
  readonly dropout?: number;
  /** Whether the projections add numbers. Default true. */
  readonly bias?: boolean;
  /** Features of the keys. Default embedDim. */
  readonly kdim?: number;
  /** Features of the values. Default embedDim. */
  readonly vdim?: number;
  /** Whether inputs and outputs are `[n, t, ...]` rather than `[t, n, ...]`. Default false. */
  readonly batchFirst?: boolean;
}

/** Options of one call of `MultiheadAttention`. */
export interface AttentionOptions {
  /** Hides a query's keys where true, or is added: `[l, s]` or `[n heads, l, s]`. */
  readonly attnMask?: Tensor;
  /** Hides keys where true, or is added: `[n, s]`. */
  readonly keyPaddingMask?: Tensor;
  /** Whether to give the weights, too. Default true. */
  readonly needWeights?: boolean;
  /** Whether to give the mean of the heads' weights rather than each head's. Default true. */
  readonly averageAttnWeights?: boolean;
}

// PyTorch's name for the last projection, which its printed form shows.
class NonDynamicallyQuantizableLinear extends Linear {}

/**
 * Attention with several heads. Shapes: query `[l, n, embedDim]`, key `[s, n, kdim]`, value `[s, n, vdim]` (n first with
 * batchFirst; without n too) -> `[output, weights]` with output `[l, n, embedDim]`, weights `[n, l, s]`, or
 * `[n, heads, l, s]` without averaging, or undefined. `torch.nn.MultiheadAttention`, without add_bias_kv and add_zero_attn.
 * @example const [output] = new MultiheadAttention(8, 2, { batchFirst: true }).forward(x, x, x); // x [2, 5, 8]
 */
export class MultiheadAttention extends Module<
  [query: Tensor, key: Tensor, value: Tensor, options?: AttentionOptions],
  [Tensor, Tensor | undefined]
> {
  // One weight where all features are equal, as in PyTorch's state dicts; else three.
  declare readonly in_proj_weight: Tensor | undefined;
  declare readonly q_proj_weight: Tensor | undefined;
  declare readonly k_proj_weight: Tensor | undefined;
  declare readonly v_proj_weight: Tensor | undefined;
  declare readonly in_proj_bias: Tensor | undefined;
  readonly out_proj: Linear;
  readonly #heads: number;
  readonly #dropout: number;
  readonly #batchFirst: boolean;
  readonly #features: readonly [number, number, number];

  constructor(embedDim: number, numHeads: number, options: MultiheadAttentionOptions = {}) {
    super();
    const who = "MultiheadAttention";
    const { dropout = 0, bias = true, batchFirst = false } = options;
    const { kdim = embedDim, vdim = embedDim } = options;
    checkInteger(who, "embedDim", embedDim, { low: 1 });
    checkInteger(who, "numHeads", numHeads, { low: 1 });
    checkInteger(who, "kdim", kdim, { low: 1 });
    checkInteger(who, "vdim", vdim, { low: 1 });
    if (embedDim % numHeads !== 0) {
      const what = `embedDim divisible by numHeads=${numHeads}`;
      throw expected(who, what, embedDim, "change numHeads");
    }
    this.#heads = numHeads;
    this.#dropout = checkProbability(who, dropout, "dropout");
    this.#batchFirst = batchFirst;
    this.#features = [embedDim, kdim, vdim];
    // PyTorch draws the last projection first.
    const last = new NonDynamicallyQuantizableLinear(embedDim, embedDim, { bias });
    Object.assign(this, inputWeights(embedDim, kdim, vdim));
    if (bias) Object.assign(this, { in_proj_bias: parameter(zeros([3 * embedDim])) });
    if (last.bias !== undefined) init.zeros(last.bias);
    this.out_proj = last;
  }

  forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    options: AttentionOptions = {},
  ): [Tensor, Tensor | undefined] {
    const given = [query, key, value] as const;
    const batched = query.shape.length === 3;
    this.#check(given);
    // [t, n, features]
    const [q, k, v] = given.map((x) =>
      !batched ? x.unsqueeze(1) : this.#batchFirst ? x.transpose(0, 1) : x,
    );
    const [headsQ, headsK, headsV] = this.#project(q!, k!, v!);
    const heads = { query: headsQ!, key: headsK!, value: headsV! };
    const [l, s, n] = [q!.shape[0]!, k!.shape[0]!, q!.shape[1]!];
    let weights = attentionWeights(heads, this.#masks(options, n, l, s));
    if (this.training && this.#dropout > 0)
      weights = weights.mul(dropoutMask(weights.shape, this.#dropout, defaultRng()));
    const joined = joinHeads(weights.matmul(heads.value));
    const output = projection(joined, this.out_proj.weight, this.out_proj.bias);
    return [
      !batched ? output.squeeze(1) : this.#batchFirst ? output.transpose(0, 1) : output,
      shown(weights, options, batched),
    ];
  }

  // The weights' parts for query, key and value, as heads.
  #project(query: Tensor, key: Tensor, value: Tensor): Tensor[] {
    const size = this.#features[0];
    const whole = this.in_proj_weight;
    if (whole !== undefined && query === key && key === value) {
      const all = projection(query, whole, this.in_proj_bias); // one product for all three
      return [0, 1, 2].map((i) => splitHeads(all.narrow(2, i * size, size), this.#heads));
    }
    const own = [this.q_proj_weight, this.k_proj_weight, this.v_proj_weight];
    return [query, key, value].map((x, i) => {
      const weight = own[i] ?? whole!.narrow(0, i * size, size);
      const bias = this.in_proj_bias?.narrow(0, i * size, size);
      return splitHeads(projection(x, weight, bias), this.#heads);
    });
  }

  // As they broadcast to [n, heads, l, s].
  #masks({ attnMask, keyPaddingMask }: AttentionOptions, n: number, l: number, s: number) {
    const masks: Tensor[] = [];
    if (attnMask !== undefined) {
      const each = [n * this.#heads, l, s];
      if (String(attnMask.shape) === String([l, s])) masks.push(attnMask);
      else if (String(attnMask.shape) === String(each))
        masks.push(attnMask.reshape([n, this.#heads, l, s]));
      else
        throw wrongMask(
          "attnMask",
          `${JSON.stringify([l, s])} or ${JSON.stringify(each)}`,
          attnMask,
        );
    }
    if (keyPaddingMask !== undefined) {
      const { length } = keyPaddingMask.shape;
      const fits = keyPaddingMask.shape.at(-1) === s && (length === 1 ? n === 1 : true);
      if (!fits || (length !== 1 && String(keyPaddingMask.shape) !== String([n, s])))
        throw wrongMask("keyPaddingMask", JSON.stringify([n, s]), keyPaddingMask);
      masks.push(keyPaddingMask.reshape([n, 1, 1, s]));
    }
    return masks;
  }

  #check(given: readonly [Tensor, Tensor, Tensor]): void {
    const [query, key, value] = given.map(({ shape }) => shape);
    const [time, batch] = this.#batchFirst ? [1, 0] : [0, 1];
    const rank = query!.length;
    const ranks = (rank === 2 || rank === 3) && key!.length === rank && value!.length === rank;
    const features = given.every(({ shape }, i) => shape.at(-1) === this.#features[i]);
    const keys = String(key!.slice(0, -1)) === String(value!.slice(0, -1));
    const batches = rank === 2 || query![batch] === key![batch];
    if (ranks && features && keys && batches && key![rank === 2 ? 0 : time]! > 0) return;
    const [q, k, v] = this.#features;
    const front = this.#batchFirst ? ["n, l", "n, s"] : ["l, n", "s, n"];
    const what = `query [${front[0]}, ${q}], key [${front[1]}, ${k}], value [${front[1]}, ${v}], or all without n`;
    throw expected("MultiheadAttention", what, [query, key, value], "check batchFirst");
  }
}

function inputWeights(embedDim: number, kdim: number, vdim: number): Record<string, Tensor> {
  const draw = (shape: readonly number[]) => init.xavierUniform(parameter(zeros(shape)));
  if (kdim === embedDim && vdim === embedDim)
    return { in_proj_weight: draw([3 * embedDim, embedDim]) };
  return {
    q_proj_weight: draw([embedDim, embedDim]),
    k_proj_weight: draw([embedDim, kdim]),
    v_proj_weight: draw([embedDim, vdim]),
  };
}

function shown(
  weights: Tensor,
  { needWeights = true, averageAttnWeights = true }: AttentionOptions,
  batched: boolean,
): Tensor | undefined {
  if (!needWeights) return undefined;
  const all = averageAttnWeights ? weights.mean(1) : weights;
  return batched ? all : all.squeeze(0);
}

function wrongMask(name: string, shapes: string, { shape }: Tensor) {
  return expected("MultiheadAttention", `${name} of shape ${shapes}`, shape, "check the mask");
}
