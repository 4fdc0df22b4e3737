import { join } from "node:path";
import { readImage, readLabelMap } from "../io/index.ts";
import type { Image, Mask } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { fetchFiles, type SetFile } from "./fetch-files.ts";
import { badLine, readLines, wholeNumber } from "./read-text.ts";
import { checkTypes, type OneOrAll, only } from "./target-types.ts";
import {
  type DownloadOption,
  sourceOf,
  VisionDataset,
  type VisionOptions,
} from "./vision-dataset.ts";

const types = ["category", "binary-category", "segmentation"] as const;
type TargetType = (typeof types)[number];

/** A breed's label, 0 for cats and 1 for dogs, a trimap, or several of these. */
export type PetTarget = OneOrAll<number | Mask>;

/** Options of `OxfordIIITPet.open`. */
export interface OxfordIIITPetOptions<X = Image, Y = PetTarget>
  extends VisionOptions<X, Y, PetTarget>,
    DownloadOption {
  /** Default: "trainval". */
  readonly split?: "trainval" | "test";
  /** What targets are; several come as an array. Default: "category". */
  readonly targetTypes?: TargetType | readonly TargetType[];
}

const name = "OxfordIIITPet";
const base = "https://www.robots.ox.ac.uk/~vgg/data/pets/data";
const files: SetFile[] = [
  ["images", "5c4f3ee8e5d25df40f4fd59a7f44e54c"],
  ["annotations", "95a8c909bbe2e81eed6a22bccdf3f68f"],
].map(([part, md5]) => {
  const file = `${part}.tar.gz`;
  return { file, urls: [`${base}/${file}`], md5: md5!, unpackTo: ".", gives: part! };
});

interface Pet {
  readonly id: string;
  readonly label: number;
  readonly species: number;
}

/**
 * Cats and dogs of 37 breeds with trimaps (Parkhi and others 2012): torchvision's OxfordIIITPet. Reads
 * `root/oxford-iiit-pet`: `images`, `annotations/<split>.txt`, `annotations/trimaps` (1 the pet, 2 the
 * rest, 3 the border). A sample is `[image, target]`: by `targetTypes` a label, 0 or 1 for cat or dog
 * ("binary-category"), a Mask, or several. Throws NOT_FOUND for missing files, INVALID_FILE for damaged
 * ones.
 * @example const pets = await OxfordIIITPet.open("data", { targetTypes: ["category", "segmentation"] });
 */
export class OxfordIIITPet<X = Image, Y = PetTarget> extends VisionDataset<Image, PetTarget, X, Y> {
  /** The breeds, in words: "British Shorthair". */
  readonly classes: readonly string[];
  readonly classToIdx: ReadonlyMap<string, number>;
  readonly binClasses: readonly string[] = ["Cat", "Dog"];
  readonly length: number;
  readonly #pets: readonly Pet[];
  readonly #types: readonly TargetType[];

  private constructor(root: string, pets: readonly Pet[], options: OxfordIIITPetOptions<X, Y>) {
    super(root, options, sourceOf(import.meta.url, name, root, options));
    this.#pets = pets;
    this.length = pets.length;
    this.#types = checkTypes(name, "targetTypes", options.targetTypes ?? "category", types);
    const breeds = new Map(pets.map(({ id, label }) => [label, breedOf(id)]));
    const labels = [...breeds.keys()].sort((a, b) => a - b);
    this.classes = labels.map((label) => breeds.get(label)!);
    this.classToIdx = new Map(this.classes.map((breed, i) => [breed, i]));
  }

  /** Reads the list; images and trimaps are read when their samples are. */
  static async open<X = Image, Y = PetTarget>(
    root: string,
    options: OxfordIIITPetOptions<X, Y> = {},
  ): Promise<OxfordIIITPet<X, Y>> {
    const { split = "trainval", download } = options;
    checkChoice(name, "split", split, ["trainval", "test"]);
    const folder = join(root, "oxford-iiit-pet");
    await fetchFiles(name, folder, files, download);
    const list = join(folder, "annotations", `${split}.txt`);
    const pets = (await readLines(name, list)).map((line, i): Pet => {
      const [id, label, species] = line.trim().split(/\s+/);
      const numbers = [wholeNumber(label), wholeNumber(species)] as const;
      if (!id || !numbers[0] || (numbers[1] !== 1 && numbers[1] !== 2))
        throw badLine(name, list, i + 1, "a picture, its class from 1, and 1 or 2", line);
      return { id, label: numbers[0] - 1, species: numbers[1] - 1 };
    });
    return new OxfordIIITPet(root, pets, options);
  }

  /** The breeds' labels, in the samples' order. */
  get targets(): number[] {
    return this.#pets.map(({ label }) => label);
  }

  protected async load(index: number): Promise<[Image, PetTarget]> {
    const { id, label, species } = this.#pets[index]!;
    const parts = this.#types.map((type) => {
      if (type === "segmentation")
        return readLabelMap(this.#file("annotations", "trimaps", `${id}.png`));
      return type === "category" ? label : species;
    });
    const [image, ...target] = await Promise.all([readImage(this.describe(index)), ...parts]);
    return [image, only(target)];
  }

  describe(index: number): string {
    return this.#file("images", `${this.#pets[index]!.id}.jpg`);
  }

  #file(...parts: string[]): string {
    return join(this.root, "oxford-iiit-pet", ...parts);
  }
}

// "british_shorthair_12" -> "British Shorthair", as Python's title(): each word, the rest lower.
function breedOf(id: string): string {
  const words = id.replace(/_[^_]*$/, "").split("_");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join(" ");
}
