import { ImageClassification } from "../transforms/index.ts";
import { expected, VisionError } from "../util/errors.ts";
import { nearestNames } from "../util/nearest.ts";
import { imagenetCategories } from "./imagenet-categories.ts";
import { type ModelName, models } from "./registry.ts";
import { type WeightsRow, weightsTable } from "./weights-table.ts";

/**
 * One file of weights that torchvision publishes for a model: where it is, how good, what it wants to see.
 * torchvision's `WeightsEnum` entry, its `meta` included.
 * @example
 * const entry = weights("ResNet50_Weights.IMAGENET1K_V2");
 * entry.acc1; // 80.858
 * entry.transforms(); // ImageClassification: 232 pixels, 224 of them
 * entry.categories[281]; // "tabby"
 */
export class Weights {
  /** The model that they are for. */
  readonly builder: string;
  /** Such as `IMAGENET1K_V2`. */
  readonly name: string;
  /** torchvision's whole name, such as `ResNet50_Weights.IMAGENET1K_V2`. */
  readonly fullName: string;
  readonly url: string;
  /** The first digits of the file's SHA-256, in hexadecimal. */
  readonly sha256: string;
  /** Whether `DEFAULT` means these. */
  readonly isDefault: boolean;
  /** Accuracy on ImageNet-1K's validation images in percent, where they classify. */
  readonly acc1: number | undefined;
  /** The same where the right class is among the first five. */
  readonly acc5: number | undefined;
  /** Trained numbers; without heads that only training uses, but for Inception's. */
  readonly numParams: number;
  /** Billions of multiplications for one image. */
  readonly gflops: number;
  /** Of the file, in MiB. */
  readonly fileSize: number;
  /** The smallest input, `[height, width]`. */
  readonly minSize: readonly [number, number];
  /** The classes in the order of the outputs; none for weights that do not classify. */
  readonly categories: readonly string[];
  /** Where the weights' own licence is, if they have one. */
  readonly license: string | undefined;
  /** How they were trained. */
  readonly recipe: string;
  readonly #row: WeightsRow;

  constructor(row: WeightsRow) {
    this.builder = row.builder;
    this.fullName = row.weights;
    this.name = row.weights.slice(row.weights.indexOf(".") + 1);
    this.url = `https://download.pytorch.org/models/${row.file}`;
    this.sha256 = row.sha256;
    this.isDefault = row.isDefault === true;
    this.acc1 = row.acc1;
    this.acc5 = row.acc5;
    this.numParams = row.params;
    this.gflops = row.gflops;
    this.fileSize = row.size;
    const { minSize = 1 } = row;
    this.minSize = [minSize, minSize];
    this.categories = row.acc1 === undefined ? [] : imagenetCategories;
    this.license = row.license;
    this.recipe = row.recipe;
    this.#row = row;
  }

  /** What these weights expect of a picture: a transform from an image to the model's input. */
  transforms(): ImageClassification {
    const { crop, resize, interpolation = "bilinear", mean, std } = this.#row;
    return new ImageClassification({
      cropSize: crop,
      resizeSize: resize,
      interpolation,
      ...(mean === undefined ? {} : { mean }),
      ...(std === undefined ? {} : { std }),
    });
  }

  /** The whole name. */
  toString(): string {
    return this.fullName;
  }
}

const all: readonly Weights[] = weightsTable.map((row) => new Weights(row));

/**
 * All weights of a model by its name (torchvision's `get_model_weights`), none for a model without published
 * ones; or one entry by its whole name (`get_weight`). Throws NOT_FOUND for others, with the nearest names.
 * @example
 * weights("resnet50").map(({ name, acc1 }) => `${name}: ${acc1}`); // ["IMAGENET1K_V1: 76.13", ...]
 * weights("ResNet50_Weights.DEFAULT").acc1; // 80.858
 */
export function weights(name: `${string}.${string}`): Weights;
export function weights(name: ModelName): readonly Weights[];
export function weights(name: string): Weights | readonly Weights[];
export function weights(name: string): Weights | readonly Weights[] {
  if (typeof name === "string" && name.includes(".")) return entryByFullName("weights", name);
  const entries = all.filter(({ builder }) => builder === name);
  if (entries.length > 0 || Object.hasOwn(models, name)) return entries;
  const names = new Set([...all.map(({ builder }) => builder), ...Object.keys(models)]);
  throw unknown("weights", "a model, or weights such as ResNet50_Weights.DEFAULT", name, [
    ...names,
  ]);
}

/**
 * The entry that a builder's option `weights` means: an entry, its name, its whole name, or DEFAULT.
 * Throws MISMATCH for another model's, NOT_FOUND for what there is not.
 */
export function entryFor(builder: string, given: string | Weights): Weights {
  const who = `models.${builder}`;
  if (!(given instanceof Weights) && typeof given !== "string")
    throw expected(who, "weights by name, an entry, a path, or null", given, "pass one of these");
  const found =
    given instanceof Weights
      ? given
      : given.includes(".")
        ? entryByFullName(who, given)
        : all.find((entry) => entry.builder === builder && isNamed(entry, given));
  if (found === undefined) {
    const names = all.filter((entry) => entry.builder === builder).map(({ name }) => name);
    const known = names.length === 0 ? [] : [...names, "DEFAULT"];
    const what = `weights among ${known.join(", ") || "none"}, or the path of a file`;
    throw unknown(who, what, given, known);
  }
  if (found.builder === builder) return found;
  throw new VisionError({
    code: "MISMATCH",
    who,
    expected: `weights of ${builder}`,
    got: found.fullName,
    hint: `these are ${found.builder}'s: build that, or pass ${builder}'s own`,
  });
}

function entryByFullName(who: string, name: string): Weights {
  const [family, own] = name.split(/\.(.*)/s) as [string, string];
  const found = all.find((entry) => entry.fullName.startsWith(`${family}.`) && isNamed(entry, own));
  if (found !== undefined) return found;
  const names = all.map(({ fullName }) => fullName);
  throw unknown(who, "weights such as ResNet50_Weights.IMAGENET1K_V2", name, names);
}

function isNamed(entry: Weights, name: string): boolean {
  return name === "DEFAULT" ? entry.isDefault : entry.name === name;
}

function unknown(who: string, what: string, got: unknown, names: readonly string[]): VisionError {
  if (typeof got !== "string") return expected(who, what, got, "pass a name");
  const near = nearestNames(got, names).join(", ");
  const hint = near === "" ? "pass null, or a file's path" : `did you mean ${near}?`;
  return new VisionError({ code: "NOT_FOUND", who, expected: what, got, hint });
}
