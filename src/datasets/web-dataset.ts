import { availableParallelism } from "node:os";
import type { CropsFirst, Image } from "../sample/index.ts";
import { expected } from "../util/errors.ts";
import { type Rng, rngFor } from "../util/rng.ts";
import type { ShardStats } from "./bad-data.ts";
import type { SampleTransform } from "./dataset.ts";
import { decodeSample, imagesIn, type SampleDecoding, type WebSample } from "./decode-sample.ts";
import { inOrder } from "./loader/in-order.ts";
import type { IterableDataset, IterateOptions } from "./loader/iterable-dataset.ts";
import { areOwn } from "./loader/own-transforms.ts";
import { madeAnew, transformAnew } from "./loader/recycle.ts";
import type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";
import { overrides } from "./overrides.ts";
import { applySteps, receiveSteps, type SampleStep, sendSteps } from "./sample-steps.ts";
import { shardName } from "./shard-bytes.ts";
import { readShardIndex } from "./shard-index.ts";
import type { RawSample } from "./shard-samples.ts";
import { ShardSource, type ShardSourceOptions } from "./shard-source.ts";

/** Options of `WebDataset`. */
export interface WebDatasetOptions extends ShardSourceOptions {
  /** How images are decoded (see `decodeImage`); false leaves all files as bytes. Default: RGB. */
  readonly decode?: SampleDecoding | undefined;
  /** Applied to every image of a sample. Default: none. */
  readonly transform?: SampleTransform<Image, unknown> | undefined;
}

/**
 * Samples in tar shards, read as they come: files, http(s) addresses, or standard input (`-`), named with
 * braces and globs (`data-{0000..0146}.tar`). Neighbouring files of one key, `7.jpg` and `7.cls`, are a
 * sample: `{ __key__, __url__, jpg: Image, cls: number }`; images, `json`, `txt` and `cls` are decoded,
 * all else is bytes. Nothing in a shard is executed.
 *
 * For a `DataLoader`: batches are the same for any number of workers, and a saved position is found
 * again. The order is a function of (seed, epoch, rank).
 * Throws TAR_TRUNCATED, TAR_CHECKSUM, INVALID_FILE and TOO_LARGE with shard and offset; NOT_FOUND, NETWORK.
 * @example
 * const data = new WebDataset("shards/data-{0000..0003}.tar", { shuffle: 1000, shardShuffle: true })
 *   .toTuple<[Image, number]>("jpg;png", "cls");
 * console.log(data.urls.length); // 4
 */
export class WebDataset<S = WebSample> implements IterableDataset<S, RawSample>, AsyncIterable<S> {
  /** The classes' names, where an index tells them. */
  readonly classes: readonly string[] | undefined;
  readonly #source: ShardSource;
  readonly #options: WebDatasetOptions;
  readonly #steps: readonly SampleStep[];
  #anew: Promise<boolean> | undefined;

  /** `shards` names them; `steps` is for the methods that add one. */
  constructor(
    shards: string | readonly string[] | ShardSource,
    options: WebDatasetOptions = {},
    steps: readonly SampleStep[] = firstSteps(options),
  ) {
    this.#source = shards instanceof ShardSource ? shards : new ShardSource(shards, options);
    this.#options = options;
    this.#steps = steps;
    this.classes = options.index?.classes;
  }

  /** Opens what `tsvision shard` wrote, by its index.json: a path or an http(s) address. */
  static async open(index: string, options: WebDatasetOptions = {}): Promise<WebDataset> {
    const read = await readShardIndex(index);
    const urls = read.shards.map(({ file }) => beside(index, file));
    return new WebDataset(urls, { ...options, index: read });
  }

  /** All shards, in the order of their names in the pattern. */
  get urls(): readonly string[] {
    return this.#source.urls;
  }

  /** The number of samples of an epoch; undefined unless `length` or an index tells it. */
  get length(): number | undefined {
    return this.#source.length;
  }

  /** What the iteration that was begun last met so far: samples, and all that was left out. */
  get stats(): ShardStats {
    return this.#source.counts;
  }

  /**
   * Samples as lists of the named files: `toTuple("jpg", "cls")` gives `[image, label]`, what a loader
   * collates. `"jpg;png"` takes the first that a sample has. A missing one is NOT_FOUND.
   */
  toTuple<T = unknown[]>(...names: readonly string[]): WebDataset<T> {
    const odd = names.find((name) => typeof name !== "string" || name === "");
    if (names.length === 0 || odd !== undefined)
      throw expected("WebDataset.toTuple", "names of files in samples", names, 'pass "jpg", "cls"');
    return this.#with({ kind: "tuple", names });
  }

  /** What a transform or a function makes of whole samples. Workers need transforms of the package. */
  map<T>(transform: SampleTransform<S, T>): WebDataset<T> {
    return this.#with({ kind: "map", transform: transform as SampleTransform });
  }

  /** Applies a transform to each image of a sample, be it an object, a list, or the image itself. */
  transform<T = unknown>(transform: SampleTransform<Image, unknown>): WebDataset<T> {
    return this.#with({ kind: "images", transform: transform as SampleTransform });
  }

  /** The loader's side: samples as they lie in the shards, from number `skip` of an epoch on. */
  iterate(options: IterateOptions): AsyncGenerator<RawSample, void, undefined> {
    return this.#source.iterate(options);
  }

  /** Decodes a sample and applies what was added. Of a photo that is cropped first, only that part is decoded. */
  async load(item: RawSample, rng: Rng): Promise<S> {
    const load = (await this.#madeAnew()) ? loadAnew : loadSample;
    return load(item, this.#options.decode ?? {}, this.#steps, rng) as Promise<S>;
  }

  /** For loaders: true where only code of this package has seen a sample. */
  async [madeAnew](): Promise<boolean> {
    return !overrides(this, WebDataset, ["load"]) && this.#madeAnew();
  }

  #madeAnew(): Promise<boolean> {
    const made = (step: SampleStep) => (step.kind === "tuple" ? undefined : step.transform);
    this.#anew ??= areOwn(this.#steps.map(made));
    return this.#anew;
  }

  describe({ url, key }: RawSample): string {
    return `${shardName(url)}: ${key}`;
  }

  fingerprint(): string {
    return this.#source.fingerprint();
  }

  /** Workers decode and transform; transforms must be data, not functions. */
  toWorker(): WorkerModule | undefined {
    if (overrides(this, WebDataset, ["load"])) return undefined;
    const data: SentWebDataset = {
      length: this.length,
      decode: this.#options.decode ?? {},
      steps: sendSteps(this.#steps),
    };
    return { module: import.meta.url, export: "restoreWebDataset", data };
  }

  /**
   * The samples of an epoch without a loader, a few decoded ahead in this thread. Default: all of epoch 0.
   */
  async *samples(options: Partial<IterateOptions> = {}): AsyncGenerator<S, void, undefined> {
    const { seed = 0, epoch = 0, rank = 0, worldSize = 1, skip = 0 } = options;
    const items = this.#source.iterate({ seed, epoch, rank, worldSize, skip });
    const { counts } = this.#source;
    let index = skip;
    const load = async (
      item: RawSample,
    ): Promise<{ sample: S } | { item: RawSample; error: unknown }> => {
      try {
        return { sample: await this.load(item, rngFor(seed, epoch, index++)) };
      } catch (error) {
        return { item, error };
      }
    };
    for await (const loaded of inOrder(items, availableParallelism(), load)) {
      if ("sample" in loaded) yield loaded.sample;
      else {
        counts.note(loaded.item.url, loaded.item.key, loaded.error);
        counts.samples--;
      }
    }
  }

  /** All samples of epoch 0: `samples()`. */
  [Symbol.asyncIterator](): AsyncGenerator<S, void, undefined> {
    return this.samples();
  }

  #with<T>(step: SampleStep): WebDataset<T> {
    return new WebDataset<T>(this.#source, this.#options, [...this.#steps, step]);
  }
}

interface SentWebDataset {
  readonly length: number | undefined;
  readonly decode: SampleDecoding;
  readonly steps: readonly unknown[];
}

/** What decodes the samples in a worker; only the loader's own thread reads shards. */
export function restoreWebDataset(
  { length, decode, steps }: SentWebDataset,
  context: WorkerContext,
): IterableDataset<unknown, RawSample> {
  const received = receiveSteps(steps, context);
  const dataset: IterableDataset<unknown, RawSample> = {
    iterate: () => [],
    load: (item, rng) => loadAnew(item, decode, received, rng),
    describe: ({ url, key }) => `${shardName(url)}: ${key}`,
  };
  const known = length === undefined ? {} : { length };
  return Object.assign(dataset, { [madeAnew]: true, ...known });
}

// A sample that transforms of this package make.
async function loadAnew(
  item: RawSample,
  decode: SampleDecoding,
  steps: readonly SampleStep[],
  rng: Rng,
): Promise<unknown> {
  const crop = decode === false ? undefined : firstCropOf(item, steps, rng);
  const decoded = await decodeSample(item, decode, crop?.window);
  return transformAnew(decoded, () => applySteps(decoded, crop?.steps ?? steps, rng));
}

// Of the only image of a sample that is cut first, only that part is decoded.
function firstCropOf(item: RawSample, [first, ...others]: readonly SampleStep[], rng: Rng) {
  if (first?.kind !== "images" || imagesIn(item) !== 1) return undefined;
  const crop = (first.transform as Partial<CropsFirst>).firstCrop?.(rng);
  if (crop === undefined) return undefined;
  const rest: SampleStep = { ...first, transform: crop.rest as SampleTransform };
  return { window: crop.window, steps: [rest, ...others] };
}

async function loadSample(
  item: RawSample,
  decode: SampleDecoding,
  steps: readonly SampleStep[],
  rng: Rng,
): Promise<unknown> {
  return applySteps(await decodeSample(item, decode), steps, rng);
}

function firstSteps({ transform }: WebDatasetOptions): SampleStep[] {
  if (transform === undefined) return [];
  return [{ kind: "images", transform: transform as SampleTransform }];
}

// Of an address only the path changes: what follows it may be a signature.
function beside(index: string, file: string): string {
  if (/^[a-z]+:\/\//i.test(index)) {
    const url = new URL(index);
    url.pathname = url.pathname.replace(/[^/]*$/, encodeURIComponent(file));
    return url.href;
  }
  return index.replace(/[^/\\]*$/, "") + file;
}
