import { enterEvalMode } from "../nn/eval-mode.ts";
import type { Module } from "../nn/index.ts";
import { noGrad, type Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { argmaxRows } from "./metrics.ts";

/** What a model says of one sample. */
export interface Predicted {
  /** The likeliest class. */
  readonly index: number;
  /** Its probability, 0..1. */
  readonly probability: number;
  /** Of every class; they add up to 1. */
  readonly probabilities: Float32Array;
}

/** Runs `work` with a model in evaluation mode. */
export async function inEvalMode<Result>(
  model: Module,
  work: () => Promise<Result>,
): Promise<Result> {
  const leave = enterEvalMode(model);
  try {
    return await work();
  } finally {
    leave();
  }
}

/** Probabilities of a batch. Shapes: images `[n, c, h, w]` -> n predictions. */
export async function predictBatch(model: Module, images: Tensor): Promise<Predicted[]> {
  const logits = noGrad(() => model.forward(images));
  if (logits.shape.length !== 2) {
    throw expected("predict", "logits [n, classes]", logits.shape, "check the model's output");
  }
  const probabilities = noGrad(() => logits.softmax(1));
  const data = (await probabilities.data()) as Float32Array;
  const classes = probabilities.shape[1]!;
  return argmaxRows(probabilities).map((index, row) => {
    const own = data.slice(row * classes, (row + 1) * classes);
    return { index, probability: own[index]!, probabilities: own };
  });
}

/** Probabilities of every sample of every batch, in order. */
export function predict(
  model: Module,
  batches:
    | Iterable<readonly [Tensor, ...unknown[]]>
    | AsyncIterable<readonly [Tensor, ...unknown[]]>,
): Promise<Predicted[]> {
  return inEvalMode(model, async () => {
    const all: Predicted[] = [];
    for await (const [images] of batches) {
      for (const one of await predictBatch(model, images)) all.push(one);
    }
    return all;
  });
}
