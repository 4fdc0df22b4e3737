import { createHash } from "node:crypto";
import { type Channels, Image } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { VisionError } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import type { Dataset } from "./dataset.ts";
import {
  receiveTransforms,
  type SentTransforms,
  sendTransforms,
  shared,
} from "./loader/sendable.ts";
import type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";
import { overrides } from "./overrides.ts";
import { applied, sourceOf, VisionDataset, type VisionOptions } from "./vision-dataset.ts";

/** Options of every data set of labelled images in memory. */
export type PixelsOptions<X = Image, Y = number> = Omit<VisionOptions<X, Y>, "transforms">;

/** What a data set in memory is made of. */
export interface PixelData {
  /** `import.meta.url` of the class's file, and the class's name. */
  readonly module: string;
  readonly name: string;
  readonly root: string;
  readonly classes: readonly string[];
  /** All pixels, `[n, height, width, channels]`. */
  readonly data: Uint8Array;
  readonly targets: readonly number[];
  /** `[height, width, channels]` of an image. */
  readonly shape: readonly [height: number, width: number, channels: Channels];
  /** The images' file, for messages. */
  readonly file: string;
}

/** Images of one size with labels, in memory: what CIFAR, SVHN and USPS share. */
export abstract class LabelledPixels<X = Image, Y = number> extends VisionDataset<
  Image,
  number,
  X,
  Y
> {
  readonly classes: readonly string[];
  readonly classToIdx: ReadonlyMap<string, number>;
  /** The labels, in the samples' order. */
  readonly targets: readonly number[];
  /** All pixels, `[n, height, width, channels]`. */
  readonly data: Uint8Array;
  readonly #shape: PixelData["shape"];
  readonly #file: string;

  constructor(pixels: PixelData, options: PixelsOptions<X, Y>) {
    super(pixels.root, options, sourceOf(pixels.module, pixels.name, pixels.root, options));
    const { classes, data, targets, shape, file } = pixels;
    const size = shape[0] * shape[1] * shape[2];
    if (data.length !== size * targets.length)
      throw new VisionError({
        code: "MISMATCH",
        who: pixels.name,
        expected: `${targets.length} images of ${size} bytes, one a label`,
        got: data.length,
        hint: "take both from one place",
        file,
      });
    this.classes = classes;
    this.classToIdx = new Map(classes.map((name, index) => [name, index]));
    this.targets = targets;
    this.data = data;
    this.#shape = shape;
    this.#file = file;
  }

  get length(): number {
    return this.targets.length;
  }

  /** `[image, label]` after the transforms; the image shares the data set's memory. */
  getSync(index: number, rng?: Rng): [X, Y] {
    checkInteger(this.who, "index", index, { high: this.length - 1 });
    return applied(imageAt(this.data, this.#shape, index), this.targets[index]!, this.options, rng);
  }

  protected async load(index: number): Promise<[Image, number]> {
    return [imageAt(this.data, this.#shape, index), this.targets[index]!];
  }

  describe(index: number): string {
    return `${this.#file} image ${index}`;
  }

  /** A digest of the labels and the images' size. */
  fingerprint(): string {
    const hash = createHash("sha256").update(Int32Array.from(this.targets));
    return hash.update(this.#shape.join(" x ")).digest("hex").slice(0, 32);
  }

  /** Workers see the same pixels, in shared memory; transforms must be data, not functions. */
  override toWorker(): WorkerModule | undefined {
    if (overrides(this, LabelledPixels, ["get", "getSync", "load"])) return undefined;
    const data: SentPixels = {
      data: shared(this.data),
      targets: Int32Array.from(this.targets),
      shape: this.#shape,
      transforms: sendTransforms(this.who, this.options as never),
      file: this.#file,
    };
    return { module: import.meta.url, export: "restorePixels", data };
  }
}

interface SentPixels extends Pick<PixelData, "data" | "shape" | "file"> {
  readonly targets: Int32Array;
  readonly transforms: SentTransforms;
}

/** The images again, in a worker. */
export function restorePixels(
  { data, targets, shape, transforms, file }: SentPixels,
  context: WorkerContext,
): Dataset<[unknown, unknown]> {
  const options = receiveTransforms<unknown, unknown>(transforms, context);
  const getSync = (index: number, rng?: Rng) =>
    applied(imageAt(data, shape, index), targets[index]!, options, rng);
  return {
    length: targets.length,
    getSync,
    get: async (index, rng) => getSync(index, rng),
    describe: (index) => `${file} image ${index}`,
  };
}

function imageAt(data: Uint8Array, shape: PixelData["shape"], index: number): Image {
  const [height, width, channels] = shape;
  const size = height * width * channels;
  const pixels = data.subarray(index * size, (index + 1) * size);
  return new Image(pixels, { width, height, channels });
}

/** Images stored plane by plane, `[n, channels, height, width]`, as `[n, height, width, channels]`. */
export function fromPlanes(planes: Uint8Array, count: number, channels: number): Uint8Array {
  const out = new Uint8Array(planes.length);
  const plane = count === 0 ? 0 : planes.length / count / channels;
  for (let n = 0; n < count; n++)
    for (let c = 0; c < channels; c++) {
      const start = (n * channels + c) * plane;
      for (let i = start, j = n * channels * plane + c; i < start + plane; i++, j += channels)
        out[j] = planes[i]!;
    }
  return out;
}
