/** How a classifier does on the images of one class; a share of nothing is undefined. */
export interface ClassScores {
  readonly class: string;
  readonly index: number;
  /** Images of this class. */
  readonly images: number;
  /** Of the images that were given this class, the share that has it. */
  readonly precision: number | undefined;
  /** Of this class's images, the share that was given it. */
  readonly recall: number | undefined;
  /** Of this class's images, the share that has it among the five likeliest. */
  readonly top5: number | undefined;
}

/** How a classifier does on labelled images. */
export interface EvaluationScores {
  readonly images: number;
  readonly top1: number | undefined;
  readonly top5: number | undefined;
  readonly classes: readonly ClassScores[];
  /** Images by true class (row) and predicted class (column). */
  readonly confusion: readonly (readonly number[])[];
}

/** Counts answers by true and predicted class. */
export class Tally {
  readonly #classes: readonly string[];
  readonly #confusion: number[][];
  readonly #top5: number[];

  constructor(classes: readonly string[]) {
    this.#classes = classes;
    this.#confusion = classes.map(() => new Array<number>(classes.length).fill(0));
    this.#top5 = classes.map(() => 0);
  }

  /** Adds an image of class `truth` that was given these classes, the likeliest first. */
  add(truth: number, ranked: readonly number[]): void {
    this.#confusion[truth]![ranked[0]!]!++;
    if (ranked.slice(0, 5).includes(truth)) this.#top5[truth]!++;
  }

  scores(): EvaluationScores {
    const counts = this.#confusion;
    const classes = this.#classes.map((name, i) => {
      const right = counts[i]![i]!;
      const images = sum(counts[i]!);
      return {
        class: name,
        index: i,
        images,
        precision: share(right, sum(counts.map((row) => row[i]!))),
        recall: share(right, images),
        top5: share(this.#top5[i]!, images),
      };
    });
    const images = sum(classes.map((one) => one.images));
    return {
      images,
      top1: share(sum(counts.map((row, i) => row[i]!)), images),
      top5: share(sum(this.#top5), images),
      classes,
      confusion: counts,
    };
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
