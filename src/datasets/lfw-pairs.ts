import { readImage } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { defaultRng } from "../util/default-rng.ts";
import type { Rng } from "../util/rng.ts";
import { type Dataset, type LabelledOptions, transformed } from "./dataset.ts";
import { type LFWChoice, lfwFiles } from "./lfw-files.ts";
import { sendTransforms } from "./loader/sendable.ts";
import type { WorkerModule } from "./loader/worker-module.ts";
import { badLine, readLines, wholeNumber } from "./read-text.ts";
import { reopenModule, sourceOf } from "./vision-dataset.ts";

/** Options of `LFWPairs.open`. */
export interface LFWPairsOptions<X = Image, Y = number> extends LabelledOptions<X, Y>, LFWChoice {}

const name = "LFWPairs";

/** Two pictures, and 1 if they show the same person, else 0. */
interface Pair {
  readonly files: readonly [string, string];
  readonly names: readonly [string, string];
  readonly same: number;
}

/**
 * Labelled faces in the wild, two by two (Huang and others 2007): torchvision's LFWPairs. Reads
 * `root/lfw-py`: `pairs<DevTrain|DevTest>.txt` and the folder of the image set. A sample is
 * `[image, image, same]`, each image after `transform`, the first one first.
 * Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones.
 * @example const [a, b, same] = await (await LFWPairs.open("data")).get(0);
 */
export class LFWPairs<X = Image, Y = number> implements Dataset<[X, X, Y]> {
  readonly root: string;
  readonly length: number;
  /** The two persons of each pair. */
  readonly pairNames: readonly (readonly [string, string])[];
  readonly targets: readonly number[];
  readonly #pairs: readonly Pair[];
  readonly #options: LFWPairsOptions<X, Y>;

  private constructor(root: string, pairs: readonly Pair[], options: LFWPairsOptions<X, Y>) {
    this.root = root;
    this.length = pairs.length;
    this.pairNames = pairs.map(({ names }) => names);
    this.targets = pairs.map(({ same }) => same);
    this.#pairs = pairs;
    this.#options = options;
  }

  /** Reads the list; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: LFWPairsOptions<X, Y> = {},
  ): Promise<LFWPairs<X, Y>> {
    const { list, picture, folds } = await lfwFiles(name, root, "pairs", options);
    const [head = "", ...lines] = await readLines(name, list);
    const counts = head.trim().split("\t").map(wholeNumber);
    const [rounds, half] = folds ? counts : [1, ...counts];
    if (rounds === undefined || half === undefined)
      throw badLine(name, list, 1, folds ? "two numbers" : "a number", head);
    const pairs = Array.from({ length: 2 * rounds * half }, (_, i): Pair => {
      const same = i % (2 * half) < half ? 1 : 0;
      const fields = (lines[i] ?? "").trim().split("\t");
      const [a, first, c, d] = fields;
      const [b, second] = same === 1 ? [a, c] : [c, d];
      const numbers = [wholeNumber(first), wholeNumber(second)] as const;
      const fits = fields.length === 4 - same && numbers[0] !== undefined;
      if (!fits || numbers[1] === undefined || !a || !b)
        throw badLine(name, list, i + 2, same ? "a name, two numbers" : "two names", lines[i]);
      const files = [picture(a, numbers[0]!), picture(b, numbers[1])] as const;
      return { files, names: [a, b], same };
    });
    return new LFWPairs(root, pairs, options);
  }

  async get(index: number, rng: Rng = defaultRng()): Promise<[X, X, Y]> {
    checkInteger(name, "index", index, { high: this.length - 1 });
    const { files, same } = this.#pairs[index]!;
    const { transform, targetTransform } = this.#options;
    const [first, second] = await Promise.all(files.map((file) => readImage(file)));
    const [a] = transformed(first!, same, { transform }, rng);
    const [b, label] = transformed(second!, same, { transform, targetTransform }, rng);
    return [a, b, label];
  }

  describe(index: number): string {
    return this.#pairs[index]!.files.join(" and ");
  }

  toWorker(): WorkerModule {
    const source = sourceOf(import.meta.url, name, this.root, this.#options);
    return reopenModule(source, sendTransforms(name, this.#options), undefined);
  }
}
