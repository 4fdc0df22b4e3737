/** A line of a chart; points `[x, y]` in ascending x. Points that are not finite leave a gap. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

/** One chart: what its axes mean and the lines in it. */
export interface Curve {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
}

/** How often each true class (row) was predicted as each class (column). */
export interface Confusion {
  readonly classes: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

/** One classified image with its thumbnail; with `error` set, the image could not be classified. */
export interface ReportImage {
  readonly file: string;
  /** The thumbnail as a PNG file; empty where there is none. */
  readonly png: Uint8Array;
  readonly prediction: string;
  /** The probability of the prediction, in [0, 1]. */
  readonly probability: number;
  /** The true class, where it is known. */
  readonly truth?: string | undefined;
  readonly error?: string | undefined;
}

/** All that a report page shows, as plain data. */
export interface ReportData {
  readonly title: string;
  /** Rows of label and value, shown first. */
  readonly summary: readonly (readonly [string, string | number])[];
  readonly curves: readonly Curve[];
  readonly confusion?: Confusion | undefined;
  readonly images?: readonly ReportImage[] | undefined;
}
