import { type Tensor, zeros } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import * as init from "../init.ts";
import { Module } from "../module.ts";
import { parameter } from "../parameter.ts";

/** Options of `Embedding`. */
export interface EmbeddingOptions {
  /** A row that stands for nothing: zero at first, and never trained. Negative ones count from the end. */
  readonly paddingIdx?: number;
}

/**
 * A table of vectors, looked up by whole numbers. Shapes: int64 or int32 `[...]` -> `[..., embeddingDim]`; weight
 * `[numEmbeddings, embeddingDim]`, normal at first. `torch.nn.Embedding`, without max_norm.
 * @example new Embedding(10, 3).forward(tensor([[1, 2], [4, 5]], { dtype: "int64" })).shape; // [2, 2, 3]
 */
export class Embedding extends Module {
  readonly weight: Tensor;
  readonly #padding: number | undefined;

  constructor(numEmbeddings: number, embeddingDim: number, options: EmbeddingOptions = {}) {
    super();
    checkInteger("Embedding", "numEmbeddings", numEmbeddings, { low: 1 });
    checkInteger("Embedding", "embeddingDim", embeddingDim, { low: 1 });
    const { paddingIdx } = options;
    this.weight = init.normal(parameter(zeros([numEmbeddings, embeddingDim])));
    if (paddingIdx === undefined) return;
    const range = { low: -numEmbeddings, high: numEmbeddings - 1 };
    checkInteger("Embedding", "paddingIdx", paddingIdx, range);
    this.#padding = paddingIdx < 0 ? paddingIdx + numEmbeddings : paddingIdx;
    const start = this.#padding * embeddingDim;
    this.weight.hostData().fill(0 as never, start, start + embeddingDim);
  }

  forward(index: Tensor): Tensor {
    const rows = this.weight.indexSelect(0, index);
    if (this.#padding === undefined) return rows;
    // The padding's rows have their numbers, but send no gradient back.
    return rows.where(index.ne(this.#padding).unsqueeze(-1), rows.detach());
  }

  protected override describe(): string {
    const padding = this.#padding === undefined ? "" : `, padding_idx=${this.#padding}`;
    return `${this.weight.shape.join(", ")}${padding}`;
  }
}
