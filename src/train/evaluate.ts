import type { Module } from "../nn/index.ts";
import { noGrad, realize, type Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import type { Batches } from "./loader.ts";
import { addBatch, argmaxRows, noSums, type Scores, scoresOf } from "./metrics.ts";
import { inEvalMode } from "./predict.ts";
import type { Loss } from "./trainer.ts";

/** How a model does on labelled data. */
export interface Evaluation extends Scores {
  /** Samples by true class (row) and predicted class (column). */
  readonly confusion: readonly (readonly number[])[];
}

/**
 * Mean loss, accuracy and confusion matrix of a model; parameters and training mode are left as they are. Throws on no
 * samples at all and on labels that are no class of the model, naming the row. `onBatch` hears after each batch how many are done, and the
 * scores so far.
 */
export function evaluate(
  model: Module,
  loss: Loss,
  batches: Batches,
  onBatch?: (done: number, scores: Scores) => void,
): Promise<Evaluation> {
  return inEvalMode(model, async () => {
    const sums = noSums();
    const confusion: number[][] = [];
    let batch = 0;
    for await (const [images, labels] of batches) {
      const logits = noGrad(() => model.forward(images));
      const truth = await checkedLabels(labels, logits, batch++);
      const value = noGrad(() => loss.forward(logits, labels));
      await realize(value, logits);
      const classes = logits.shape[1]!;
      while (confusion.length < classes) confusion.push(new Array<number>(classes).fill(0));
      const best = argmaxRows(logits);
      let correct = 0;
      truth.forEach((label, i) => {
        confusion[label]![best[i]!]!++;
        if (label === best[i]) correct++;
      });
      addBatch(sums, Number(value.hostData()[0]), correct, truth.length);
      onBatch?.(batch, scoresOf(sums));
    }
    if (sums.count === 0) throw expected("evaluate", "at least one sample", 0, "pass more data");
    return { ...scoresOf(sums), confusion };
  });
}

async function checkedLabels(labels: Tensor, logits: Tensor, batch: number): Promise<number[]> {
  const [n, classes] = logits.shape;
  if (logits.shape.length !== 2 || labels.shape.length !== 1 || labels.shape[0] !== n) {
    const got = { logits: [...logits.shape], labels: [...labels.shape] };
    throw expected("evaluate", "logits [n, classes] and labels [n]", got, "check model and data");
  }
  const truth = Array.from((await labels.data()) as Iterable<number | bigint>, Number);
  const row = truth.findIndex((label) => !(label >= 0 && label < classes!));
  if (row < 0) return truth;
  const got = `${truth[row]} in row ${row} of batch ${batch}, counted from 0`;
  const hint = "check the labels, or the model's number of classes";
  throw expected("evaluate", `labels in [0, ${classes! - 1}]`, got, hint);
}
