import type { LoaderState } from "../datasets/index.ts";
import type { OptimizerState } from "../optim/index.ts";
import type { RngState } from "../util/rng.ts";
import { noSums, type Scores, type Sums } from "./metrics.ts";
import type { SavedSchedule } from "./scheduling.ts";

/** What one epoch came to. */
export interface EpochRecord {
  /** Counted from 1. */
  readonly epoch: number;
  readonly training: Scores;
  readonly validation?: Scores | undefined;
  /** The first group's learning rate in the epoch's last step. */
  readonly lr: number;
}

/** The numbers of a whole training run. */
export interface History {
  readonly epochs: readonly EpochRecord[];
  /** Loss of each step, in order. */
  readonly stepLoss: readonly number[];
  /** Accuracy of each step's batch, in order. */
  readonly stepAccuracy: readonly number[];
  /** Learning rate of each step, in order; the first group's. */
  readonly stepLr: readonly number[];
}

/** Where a run stands: all that is not in the model or the optimizer. */
export interface FitState {
  /** Epochs that are complete. */
  epoch: number;
  /** Steps that are complete. */
  step: number;
  /** Sums of the epoch under way. */
  sums: Sums;
  readonly epochs: EpochRecord[];
  readonly stepLoss: number[];
  readonly stepAccuracy: number[];
  readonly stepLr: number[];
}

/** The format of checkpoints; 3 added the learning rate of each step and the schedule. */
export const schema = 3;

/** The parts of a state that are saved as JSON; step records are saved as tensors. */
export interface SavedState extends Pick<FitState, "epoch" | "step" | "sums" | "epochs"> {
  readonly schema: typeof schema;
  /** The optimizer's class. */
  readonly optimizer: string;
  /** Its memory, but for the tensors. */
  readonly optimizerState: Omit<OptimizerState, "tensors">;
  /** Left out where the run has none. */
  readonly schedule?: SavedSchedule | undefined;
  readonly rng: RngState;
  readonly loader: LoaderState;
}

/** The state before the first step. */
export function freshState(): FitState {
  const columns = { stepLoss: [], stepAccuracy: [], stepLr: [] };
  return { epoch: 0, step: 0, sums: noSums(), epochs: [], ...columns };
}
