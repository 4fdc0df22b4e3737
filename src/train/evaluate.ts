import type { Module } from "../nn/index.ts";
import { noGrad, realize } from "../tensor/index.ts";
import type { Batches } from "./loader.ts";
import { addBatch, argmaxRows, noSums, type Scores, scoresOf } from "./metrics.ts";
import { inEvalMode } from "./predict.ts";
import type { Loss } from "./trainer.ts";

/** How a model does on labelled data. */
export interface Evaluation extends Scores {
  /** Samples by true class (row) and predicted class (column). */
  readonly confusion: readonly (readonly number[])[];
}

/** Mean loss, accuracy and confusion matrix of a model; parameters and training mode are left as they are. */
export function evaluate(model: Module, loss: Loss, batches: Batches): Promise<Evaluation> {
  return inEvalMode(model, async () => {
    const sums = noSums();
    const confusion: number[][] = [];
    for await (const [images, labels] of batches) {
      const logits = noGrad(() => model.forward(images));
      const value = noGrad(() => loss.forward(logits, labels));
      await realize(value, logits);
      const classes = logits.shape[1]!;
      while (confusion.length < classes) confusion.push(new Array<number>(classes).fill(0));
      const truth = Array.from(labels.hostData() as Iterable<number | bigint>, Number);
      const best = argmaxRows(logits);
      truth.forEach((label, i) => {
        confusion[label]![best[i]!]!++;
      });
      const correct = best.filter((index, i) => index === truth[i]).length;
      addBatch(sums, Number(value.hostData()[0]), correct, truth.length);
    }
    return { ...scoresOf(sums), confusion };
  });
}
