import { ImageFolder, Subset } from "../datasets/index.ts";
import type { Tensor } from "../tensor/index.ts";
import {
  Compose,
  Normalize,
  RandomCrop,
  RandomHorizontalFlip,
  Resize,
  ToTensor,
} from "../transforms/index.ts";
import { VisionError } from "../util/errors.ts";
import { rngFor } from "../util/rng.ts";

/** Which images to train on, and how they are prepared. */
export interface TrainingDataOptions {
  /** Height and width that the model sees. */
  readonly size: number;
  readonly mode: "gray" | "rgb";
  /** Share of each class that is held out, where there is no validation folder. */
  readonly holdout: number;
  readonly seed: number;
  /** A folder of the same classes to evaluate on. */
  readonly validation?: string | undefined;
}

/** Training and held-out images, and what a classifier needs to prepare others the same way. */
export interface TrainingData {
  readonly classes: readonly string[];
  readonly training: Subset<[Tensor, number]>;
  readonly heldOut: Subset<[Tensor, number]>;
  /** Files of the held-out images with their labels. */
  readonly heldOutFiles: readonly (readonly [path: string, label: number])[];
  /** The preparation without randomness. */
  readonly transform: Compose;
}

/** Opens a folder of class folders and divides it, the same way for the same seed. */
export async function openTrainingData(
  folder: string,
  options: TrainingDataOptions,
): Promise<TrainingData> {
  const { size, mode, holdout, seed, validation } = options;
  const tail = [new ToTensor(), mode === "gray" ? normalize(1) : normalize(3)];
  const resize = new Resize([size, size]);
  const moved = new RandomCrop(size, { padding: Math.round(size / 14) });
  const augment = new Compose([resize, moved, new RandomHorizontalFlip(), ...tail]);
  const transform = new Compose([resize, ...tail]);
  const decode = { mode };
  const all = await ImageFolder.open<Tensor>(folder, { transform: augment, decode });
  const plain = await ImageFolder.open<Tensor>(validation ?? folder, { transform, decode });
  if (plain.classes.join("\n") !== all.classes.join("\n")) throw otherClasses(all, plain);
  const { train, rest } =
    validation === undefined
      ? divide(all.targets, all.classes.length, holdout, seed)
      : { train: indices(all.length), rest: indices(plain.length) };
  return {
    classes: all.classes,
    training: new Subset(all, train),
    heldOut: new Subset(plain, rest),
    heldOutFiles: rest.map((i) => plain.samples[i]!),
    transform,
  };
}

// Bytes 0..255 to -1..1.
function normalize(channels: number): Normalize {
  const half = new Array<number>(channels).fill(0.5);
  return new Normalize(half, half);
}

function indices(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

/** Holds out a share of every class, at least one image where a class has two. */
export function divide(
  targets: readonly number[],
  classes: number,
  holdout: number,
  seed: number,
): { train: number[]; rest: number[] } {
  const rest = new Set<number>();
  for (let label = 0; label < classes; label++) {
    const own = indices(targets.length).filter((i) => targets[i] === label);
    const order = rngFor(seed, label).permutation(own.length);
    const count = own.length < 2 ? 0 : Math.max(1, Math.round(own.length * holdout));
    for (const at of order.subarray(0, Math.min(count, own.length - 1))) rest.add(own[at]!);
  }
  return {
    train: indices(targets.length).filter((i) => !rest.has(i)),
    rest: [...rest].sort((a, b) => a - b),
  };
}

function otherClasses(all: ImageFolder<Tensor>, plain: ImageFolder<Tensor>): VisionError {
  return new VisionError({
    code: "MISMATCH",
    who: "tsvision train",
    expected: `the class folders of ${all.root}: ${all.classes.join(", ")}`,
    got: plain.classes,
    hint: "give the validation folder the same class folders",
    file: plain.root,
  });
}
