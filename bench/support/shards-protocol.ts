/** The lines that a peer of the shards' benchmark gets; its answers are those of the loader's. */
export type ShardsRequest =
  | {
      readonly op: "open";
      /** Batches for training, or samples as they lie in the shards. */
      readonly kind: "batches" | "bytes";
      readonly urls: readonly string[];
      readonly batch: number;
      readonly workers: number;
      /** How often an epoch of bytes reads the shards. */
      readonly passes: number;
      /** With `reuseBatches`. */
      readonly reuse?: boolean;
    }
  | { readonly op: "epoch" };
