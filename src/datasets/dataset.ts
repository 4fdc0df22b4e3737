import type { Image } from "../sample/index.ts";
import { defaultRng } from "../util/default-rng.ts";
import type { Rng } from "../util/rng.ts";
import type { WorkerModule } from "./loader/worker-module.ts";

/**
 * Numbered samples: all that a loader needs to know about data.
 * @example const squares: Dataset<number> = { length: 10, get: async (index) => index * index };
 */
export interface Dataset<S = unknown> {
  /** The number of samples. */
  readonly length: number;
  /** The sample at `index`, 0 <= index < length; what is random in it is drawn from `rng`. */
  get(index: number, rng?: Rng): Promise<S>;
  /**
   * The same sample without waiting, for data that is in memory; loaders prefer it.
   * `rng` belongs to this call only and must not be kept.
   */
  getSync?(index: number, rng?: Rng): S;
  /** What error messages call the sample: its file, say. */
  describe?(index: number): string;
  /** A short text that changes when the data changes; a loader's saved position belongs to it. */
  fingerprint?(): string;
  /**
   * How a worker thread makes this dataset again: a function in a module, and plain data. Undefined,
   * or an error that says why, where it cannot.
   */
  toWorker?(): WorkerModule | undefined;
}

/** What changes a sample or a part of one: a function, or a transform of `tsvision/transforms`. */
export type SampleTransform<In = unknown, Out = unknown> =
  | ((sample: In, rng: Rng) => Out)
  | { apply(sample: In, rng: Rng): Out };

/** What a labelled image data set does to an image (giving X) and to its label (giving Y). */
export interface LabelledOptions<X = Image, Y = number> {
  /** Applied to the image. Default: none. */
  readonly transform?: SampleTransform<Image, X> | undefined;
  /** Applied to the label. Default: none. */
  readonly targetTransform?: SampleTransform<number, Y> | undefined;
}

/**
 * An image and its label after their transforms, the image's first, both drawing from `rng`
 * (torchvision's order).
 */
export function transformed<X, Y>(
  image: Image,
  label: number,
  { transform, targetTransform }: LabelledOptions<X, Y>,
  rng: Rng = defaultRng(),
): [X, Y] {
  // Without a transform X is Image and Y is number: the options' defaults say so.
  const x = transform === undefined ? (image as X) : applyTransform(transform, image, rng);
  const y =
    targetTransform === undefined ? (label as Y) : applyTransform(targetTransform, label, rng);
  return [x, y];
}

/** What a function or a transform makes of a sample. */
export function applyTransform<In, Out>(
  transform: SampleTransform<In, Out>,
  sample: In,
  rng: Rng,
): Out {
  return typeof transform === "function" ? transform(sample, rng) : transform.apply(sample, rng);
}
