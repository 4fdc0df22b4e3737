import { type DecodeOptions, readImage } from "../io/index.ts";
import { buildModel, type ModelSpec } from "../models/registry.ts";
import { readSafetensors, writeSafetensors } from "../models/safetensors.ts";
import type { Module } from "../nn/index.ts";
import type { Image } from "../sample/index.ts";
import { realize, stack, Tensor } from "../tensor/index.ts";
import { fromJSON, type Transform, type TransformJson } from "../transforms/index.ts";
import { expected, VisionError } from "../util/errors.ts";
import { Rng } from "../util/rng.ts";
import { inEvalMode, predictBatch } from "./predict.ts";

/** One class that a picture may belong to. */
export interface Candidate {
  readonly label: string;
  readonly index: number;
  /** 0..1; those of all classes add up to 1. */
  readonly probability: number;
}

/** Everything that a classifier is, beside its parameters. */
export interface ClassifierParts {
  /** Name and options of the model, from which it is built again. */
  readonly spec: ModelSpec;
  readonly model: Module;
  /** Class names in the order of the model's outputs. */
  readonly classes: readonly string[];
  /** Makes the model's input of a decoded image; without randomness. */
  readonly transform: Transform;
  /** How files are decoded: "gray" or "rgb". Default "rgb". */
  readonly mode?: "gray" | "rgb";
}

interface Saved {
  readonly schema: 1;
  readonly spec: ModelSpec;
  readonly classes: readonly string[];
  readonly transform: TransformJson;
  readonly mode: "gray" | "rgb";
}

const KEY = "tsvision.classifier";

/**
 * A trained model together with its preprocessing and class names: all that it takes to name what is in a picture.
 * One `.safetensors` file holds it.
 * @example
 * const classifier = await Classifier.load("clothes.safetensors");
 * const [best] = await classifier.classifyFile("photo.jpg"); // { label: "Sneaker", index: 7, probability: 0.98 }
 */
export class Classifier {
  readonly spec: ModelSpec;
  readonly model: Module;
  readonly classes: readonly string[];
  readonly transform: Transform;
  readonly mode: "gray" | "rgb";

  constructor({ spec, model, classes, transform, mode = "rgb" }: ClassifierParts) {
    this.spec = spec;
    this.model = model;
    this.classes = classes;
    this.transform = transform;
    this.mode = mode;
  }

  /** Reads what `save` wrote. Throws (code MISMATCH) for other files. */
  static async load(path: string): Promise<Classifier> {
    const { tensors, metadata } = await readSafetensors(path);
    const saved = parseSaved(metadata.get(KEY), path);
    const model = buildModel(saved.spec);
    model.loadStateDict(tensors);
    return new Classifier({ ...saved, model, transform: fromJSON(saved.transform) });
  }

  /** Writes parameters, preprocessing and class names as one file, atomically. */
  async save(path: string, { overwrite = true }: { overwrite?: boolean } = {}): Promise<void> {
    const { spec, classes, mode } = this;
    const saved: Saved = { schema: 1, spec, classes, mode, transform: this.transform.toJSON() };
    const tensors = this.model.stateDict();
    await realize(...tensors.values());
    await writeSafetensors(path, tensors, new Map([[KEY, JSON.stringify(saved)]]), {
      overwrite,
      checksums: true,
    });
  }

  /** The likeliest classes of each image, best first; `top` of them. Default: all. */
  async classify(
    images: readonly Image[],
    { top = this.classes.length } = {},
  ): Promise<Candidate[][]> {
    if (images.length === 0) return [];
    const inputs = images.map((image) => this.#input(image));
    const predictions = await inEvalMode(this.model, () => predictBatch(this.model, stack(inputs)));
    return predictions.map(({ probabilities }) => this.#ranked(probabilities).slice(0, top));
  }

  /** Decodes a file as this classifier wants it. */
  read(path: string, options: Omit<DecodeOptions, "mode"> = {}): Promise<Image> {
    return readImage(path, { ...options, mode: this.mode });
  }

  /** The likeliest classes of one image file, best first. */
  async classifyFile(path: string, options: { readonly top?: number } = {}): Promise<Candidate[]> {
    const [candidates] = await this.classify([await this.read(path)], options);
    return candidates!;
  }

  #input(image: Image): Tensor {
    const input: unknown = this.transform.apply(image, new Rng(0));
    if (input instanceof Tensor) return input;
    throw expected(
      "Classifier",
      "a transform that ends in a tensor",
      input,
      "add new ToTensor() to it",
    );
  }

  #ranked(probabilities: Float32Array): Candidate[] {
    const all = Array.from(probabilities, (probability, index) => ({
      label: this.classes[index] ?? String(index),
      index,
      probability,
    }));
    return all.sort((a, b) => b.probability - a.probability || a.index - b.index);
  }
}

function parseSaved(text: string | undefined, path: string): Saved {
  const saved = text === undefined ? undefined : (JSON.parse(text) as Saved);
  if (saved?.schema === 1) return saved;
  throw new VisionError({
    code: "MISMATCH",
    who: "Classifier.load",
    expected: "a classifier of schema 1",
    got: saved?.schema ?? "a file without one",
    hint: "pass a file that Classifier.save or `tsvision train` wrote",
    file: path,
  });
}
