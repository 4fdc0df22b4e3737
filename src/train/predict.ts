import type { Module } from "../nn/index.ts";
import { noGrad, type Tensor } from "../tensor/index.ts";
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

/** Runs a model in evaluation mode, without recording for gradients; the mode is put back afterwards. */
export async function inEvalMode<Result>(
  model: Module,
  work: () => Promise<Result>,
): Promise<Result> {
  const modes = model.namedModules().map(([, module]) => ({ module, training: module.training }));
  model.eval();
  try {
    return await work();
  } finally {
    for (const { module, training } of modes) module.training = training;
  }
}

/** Probabilities of a batch. Shapes: images `[n, c, h, w]` -> n predictions. */
export async function predictBatch(model: Module, images: Tensor): Promise<Predicted[]> {
  const probabilities = noGrad(() => model.forward(images).softmax(1));
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
    for await (const [images] of batches) all.push(...(await predictBatch(model, images)));
    return all;
  });
}
