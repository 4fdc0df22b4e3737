import type { DownloadOptions } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { defaultRng } from "../util/default-rng.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { type Dataset, type SampleTransform, transformed } from "./dataset.ts";
import { receiveTransforms, type SentTransforms, sendTransforms } from "./loader/sendable.ts";
import type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";

/** What is done to an input (giving X) and to its target of type T (giving Y). */
export interface VisionOptions<X = Image, Y = number, T = number, In = Image> {
  /** Applied to input and target together, in place of the other two. Default: none. */
  readonly transforms?: SampleTransform<[In, T], [X, Y]> | undefined;
  /** Applied to the input. Default: none. */
  readonly transform?: SampleTransform<In, X> | undefined;
  /** Applied to the target. Default: none. */
  readonly targetTransform?: SampleTransform<T, Y> | undefined;
}

/** The option of every data set that can be fetched. */
export interface DownloadOption {
  /** Fetches and unpacks what is missing below `root`, with these settings. Default: false. */
  readonly download?: boolean | DownloadOptions | undefined;
}

/** How a data set of the package is opened again: `name.open(root, options)` of a module. */
export interface DatasetSource {
  readonly module: string;
  readonly name: string;
  readonly root: string;
  /** Plain data; transforms are kept apart. */
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * Base of data sets that give `[input, target]`: torchvision's VisionDataset. A class of your own says
 * how many samples there are (`length`) and how one is read (`load`); transforms, checks of the index
 * and, through the loader, batches come for free.
 * Throws INVALID_ARGUMENT where `transforms` comes with `transform` or `targetTransform`.
 * @example
 * class Greys extends VisionDataset {
 *   readonly length = 256;
 *   protected async load(index: number): Promise<[Image, number]> {
 *     return [new Image(new Uint8Array([index]), { width: 1, height: 1, channels: 1 }), index];
 *   }
 * }
 * const [image, level] = await new Greys("").get(7);
 */
export abstract class VisionDataset<In = Image, T = number, X = In, Y = T>
  implements Dataset<[X, Y]>
{
  /** The folder as it was given. */
  readonly root: string;
  /** How it is opened again, for data sets of the package. */
  readonly source: DatasetSource | undefined;
  protected readonly options: VisionOptions<X, Y, T, In>;

  constructor(root: string, options: VisionOptions<X, Y, T, In> = {}, source?: DatasetSource) {
    this.root = root;
    this.options = options;
    this.source = source;
    checkTransforms(this.who, options);
  }

  /** The number of samples. */
  abstract readonly length: number;

  /** The input and its target before the transforms; 0 <= index < length. */
  protected abstract load(index: number): Promise<[In, T]>;

  /** `[input, target]` after the transforms, which draw from `rng`. */
  async get(index: number, rng?: Rng): Promise<[X, Y]> {
    checkInteger(this.who, "index", index, { high: this.length - 1 });
    const [input, target] = await this.load(index);
    return applied(input, target, this.options, rng);
  }

  /** A worker opens the data set again; transforms must be data, not functions. */
  toWorker(): WorkerModule | undefined {
    const { source, options } = this;
    if (source === undefined) return undefined;
    const joint = sendTransforms(this.who, { transform: options.transforms } as never).transform;
    return reopenModule(source, sendTransforms(this.who, options as never), joint);
  }

  /** What errors call it. */
  protected get who(): string {
    return this.source?.name ?? this.constructor.name;
  }
}

interface SentSource {
  readonly source: DatasetSource;
  readonly transforms: SentTransforms;
  readonly joint: unknown;
}

/** What a worker needs to open a data set again. */
export function reopenModule(
  source: DatasetSource,
  transforms: SentTransforms,
  joint: unknown,
): WorkerModule {
  const data: SentSource = { source, transforms, joint };
  return { module: import.meta.url, export: "reopen", data };
}

/** The data set again, in a worker. */
export async function reopen(
  { source, transforms, joint }: SentSource,
  context: WorkerContext,
): Promise<Dataset> {
  const { module, name, root, options } = source;
  const found = (await import(module)) as Record<string, { open(...args: unknown[]): unknown }>;
  return (await found[name]!.open(root, {
    ...options,
    ...receiveTransforms(transforms, context),
    transforms: context.transform(joint),
  })) as Dataset;
}

/** The source of a data set: of its options what is no transform and no order to fetch. */
export function sourceOf(
  module: string,
  name: string,
  root: string,
  options: object,
): DatasetSource {
  const { transforms, transform, targetTransform, download, ...rest } = options as Record<
    string,
    unknown
  >;
  return { module, name, root, options: rest };
}

/** Input and target after the transforms, the input's first, all drawing from `rng`. */
export function applied<X, Y, T, In>(
  input: In,
  target: T,
  options: VisionOptions<X, Y, T, In>,
  rng: Rng = defaultRng(),
): [X, Y] {
  const { transforms } = options;
  if (transforms === undefined)
    return transformed(input as never, target as never, options as never, rng);
  const sample: [In, T] = [input, target];
  return typeof transforms === "function" ? transforms(sample, rng) : transforms.apply(sample, rng);
}

function checkTransforms<X, Y, T, In>(who: string, options: VisionOptions<X, Y, T, In>): void {
  const { transforms, transform, targetTransform } = options;
  if (transforms === undefined || (transform === undefined && targetTransform === undefined))
    return;
  const what = "transforms, or transform and targetTransform, but not both";
  throw expected(who, what, Object.keys(options), "put all into transforms");
}
