import { defaultCollate } from "../datasets/loader/collate.ts";
import { type DecodeOptions, readImage } from "../io/index.ts";
import { type ExportOnnxOptions, exportOnnx } from "../models/export-onnx.ts";
import { buildModel, type ModelSpec } from "../models/registry.ts";
import { readSafetensors, writeSafetensors } from "../models/safetensors.ts";
import { SimpleCnn } from "../models/simple-cnn.ts";
import { enterEvalMode } from "../nn/eval-mode.ts";
import type { Module } from "../nn/index.ts";
import { Image } from "../sample/index.ts";
import { noGrad, realize, stack, Tensor } from "../tensor/index.ts";
import { fromJSON, type Transform } from "../transforms/index.ts";
import { checkChoice, checkInteger } from "../util/check.ts";
import { defaultRng } from "../util/default-rng.ts";
import { expected } from "../util/errors.ts";
import { Rng } from "../util/rng.ts";
import {
  classifierKey,
  decodeClassifier,
  type SavedClassifier,
  unfitClassifier,
} from "./classifier-file.ts";
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

/** What `Classifier.classify` gives back. */
export interface ClassifyOptions {
  /** How many of the likeliest classes. Default: all. */
  readonly top?: number;
}

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

  /** Throws where the model's outputs are not as many as the classes, or where it cannot take what the transform makes. */
  constructor({ spec, model, classes, transform, mode = "rgb" }: ClassifierParts) {
    checkChoice("Classifier", "mode", mode, ["gray", "rgb"]);
    this.spec = spec;
    this.model = model;
    this.classes = classes;
    this.transform = transform;
    this.mode = mode;
    this.#checkOutput();
  }

  /** Reads what `save` wrote. Throws (code MISMATCH) for other files. */
  static async load(path: string): Promise<Classifier> {
    const { tensors, metadata } = await readSafetensors(path);
    const saved = decodeClassifier(metadata.get(classifierKey), path);
    try {
      const model = buildModel(saved.spec);
      model.loadStateDict(tensors);
      return new Classifier({ ...saved, model, transform: fromJSON(saved.transform) });
    } catch (cause) {
      throw unfitClassifier(cause, path);
    }
  }

  /**
   * Writes parameters, preprocessing and class names as one file, atomically. Refuses what could not be loaded again: a
   * model that is not of this spec, transforms that are not of this package.
   */
  async save(path: string, { overwrite = true }: { overwrite?: boolean } = {}): Promise<void> {
    const { spec, classes, mode } = this;
    const saved: SavedClassifier = {
      schema: 1,
      spec,
      classes,
      mode,
      transform: this.transform.toJSON(),
    };
    const text = JSON.stringify(saved);
    const tensors = this.model.stateDict();
    await realize(...tensors.values());
    const again = JSON.parse(text) as SavedClassifier;
    fromJSON(again.transform);
    const rng = defaultRng().state(); // building a model draws numbers that nobody asked for
    buildModel(again.spec).loadStateDict(tensors);
    defaultRng().setState(rng);
    await writeSafetensors(path, tensors, new Map([[classifierKey, text]]), {
      overwrite,
      checksums: true,
    });
  }

  /**
   * The model as an ONNX file: a prepared image `[n, channels, height, width]` -> logits `[n, classes]`. Its metadata
   * holds `classes` and `preprocessing` (`mode` and `transform`, which `transforms.fromJSON` builds again).
   * @example await writeFileAtomic("clothes.onnx", await classifier.toOnnx());
   */
  toOnnx(options: Omit<ExportOnnxOptions, "metadata"> = {}): Promise<Uint8Array> {
    const { classes, mode, model, transform } = this;
    const metadata = { classes, preprocessing: { mode, transform: transform.toJSON() } };
    const example = stack([this.#input(blankImage(model, mode))]);
    return exportOnnx(model, example, { ...options, metadata });
  }

  /** The likeliest classes of each image, best first. */
  async classify(
    images: readonly Image[],
    { top = this.classes.length }: ClassifyOptions = {},
  ): Promise<Candidate[][]> {
    checkInteger("Classifier.classify", "top", top, { low: 1 });
    if (images.length === 0) return [];
    const inputs = images.map((image) => this.#input(image));
    await realize(...inputs);
    // In memory: the graph is then the same for all batches of one size, and nearly for all.
    const batch = defaultCollate(inputs) as Tensor;
    const predictions = await inEvalMode(this.model, () => predictBatch(this.model, batch));
    return predictions.map(({ probabilities }) => this.#ranked(probabilities, top));
  }

  /** Decodes a file as this classifier wants it. */
  read(path: string, options: Omit<DecodeOptions, "mode"> = {}): Promise<Image> {
    return readImage(path, { ...options, mode: this.mode });
  }

  /** The likeliest classes of one image file, best first. */
  async classifyFile(path: string, options: ClassifyOptions = {}): Promise<Candidate[]> {
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

  // Nothing is computed for this: shapes are known as soon as operations are recorded.
  #checkOutput(): void {
    const { model, classes, mode } = this;
    const image = blankImage(model, mode);
    const leave = enterEvalMode(model);
    try {
      const { shape } = noGrad(() => model.forward(stack([this.#input(image)])));
      if (shape.length === 2 && shape[1] === classes.length) return;
      const what = `a model with ${classes.length} outputs, one for each class`;
      throw expected("Classifier", what, shape, "pass the classes that the model was trained on");
    } finally {
      leave();
    }
  }

  // Equal classes stay in their order.
  #ranked(probabilities: Float32Array, top: number): Candidate[] {
    const best: number[] = [];
    for (let index = 0; index < probabilities.length; index++) {
      const probability = probabilities[index]!;
      let at = best.length;
      while (at > 0 && probability > probabilities[best[at - 1]!]!) at--;
      if (at >= top) continue;
      best.splice(at, 0, index);
      if (best.length > top) best.pop();
    }
    return best.map((index) => {
      return { label: this.classes[index]!, index, probability: probabilities[index]! };
    });
  }
}

// Of the size that the model wants, where it says so; others take many sizes.
function blankImage(model: Module, mode: "gray" | "rgb"): Image {
  const channels = mode === "gray" ? 1 : 3;
  const side = model instanceof SimpleCnn ? model.size : 224;
  return new Image(new Uint8Array(side * side * channels), {
    width: side,
    height: side,
    channels,
  });
}
