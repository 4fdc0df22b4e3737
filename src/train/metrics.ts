import type { Tensor } from "../tensor/index.ts";

/** Mean loss and accuracy over the samples seen so far. */
export interface Scores {
  /** Mean over samples, not over batches. */
  readonly loss: number;
  /** Share of samples whose largest logit is the true class, 0..1. */
  readonly accuracy: number;
  /** Samples. */
  readonly count: number;
}

/** Sums from which `Scores` follow; plain data, saved in checkpoints. */
export interface Sums {
  loss: number;
  correct: number;
  count: number;
}

/** Sums of nothing yet. */
export function noSums(): Sums {
  return { loss: 0, correct: 0, count: 0 };
}

/** Adds a batch: its mean loss, how many it got right, how many it has. */
export function addBatch(sums: Sums, loss: number, correct: number, count: number): void {
  sums.loss += loss * count;
  sums.correct += correct;
  sums.count += count;
}

/** Means of the sums; NaN of no samples. */
export function scoresOf({ loss, correct, count }: Sums): Scores {
  return { loss: loss / count, accuracy: correct / count, count };
}

/** The column of the largest number in each row, the first of equals. Shapes: `[n, classes]` in memory -> n. */
export function argmaxRows(logits: Tensor): number[] {
  const [n, classes] = logits.shape as [number, number];
  const data = logits.hostData();
  return Array.from({ length: n }, (_, row) => {
    let best = 0;
    for (let c = 1; c < classes; c++) {
      if (data[row * classes + c]! > data[row * classes + best]!) best = c;
    }
    return best;
  });
}

/** How many rows have their largest number at the label. Shapes: `[n, classes]` and `[n]`, both in memory. */
export function countCorrect(logits: Tensor, labels: Tensor): number {
  const truth = labels.hostData();
  return argmaxRows(logits).filter((best, row) => best === Number(truth[row])).length;
}

/** Scores for a line of progress. */
export function scoresText({ loss, accuracy }: Pick<Scores, "loss" | "accuracy">): string {
  return `loss ${loss.toFixed(4)}, accuracy ${(100 * accuracy).toFixed(2)} %`;
}
