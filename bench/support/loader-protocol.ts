/** The lines that a peer of the loader's benchmark gets. */
export type LoaderRequest =
  | {
      readonly op: "open";
      /** A folder of photos, one of large photos to be decoded at least 256 high and wide, or Fashion-MNIST. */
      readonly kind: "photos" | "draft" | "small";
      readonly root: string;
      readonly batch: number;
      readonly workers: number;
      /** With `reuseBatches`. */
      readonly reuse?: boolean;
    }
  | { readonly op: "epoch" };

/** Its answers; `missing` says why it cannot do what was asked. */
export interface LoaderReply {
  readonly missing?: string;
  readonly about?: string;
  /** Of an epoch. */
  readonly seconds?: number;
  /** Seconds of all threads and processes together. */
  readonly cpu?: number;
  readonly images?: number;
}
