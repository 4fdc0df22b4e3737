export { type Checkpoint, readCheckpoint } from "./checkpoint.ts";
export { listCheckpoints, newestCheckpoint } from "./checkpoint-files.ts";
export {
  type Candidate,
  Classifier,
  type ClassifierParts,
  type ClassifyOptions,
} from "./classifier.ts";
export type { Evaluation } from "./evaluate.ts";
export type { EpochRecord, History } from "./fit-state.ts";
export type { Batch, Batches, TrainingLoader } from "./loader.ts";
export type { Scores } from "./metrics.ts";
export type { Predicted } from "./predict.ts";
export { Progress, type ProgressOptions, type ProgressStream } from "./progress.ts";
export {
  type Confusion,
  type Curve,
  type ReportData,
  type ReportImage,
  renderReport,
  type Series,
} from "./report/index.ts";
export type { Schedule, ScheduleEvery } from "./scheduling.ts";
export {
  type CheckpointOptions,
  type FitOptions,
  type Loss,
  type StepRecord,
  Trainer,
  type TrainerOptions,
} from "./trainer.ts";
