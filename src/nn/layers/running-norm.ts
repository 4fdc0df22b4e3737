import { ones, Tensor, zeros } from "../../tensor/index.ts";
import { checkInteger, checkNumber } from "../../util/check.ts";
import { Module } from "../module.ts";
import { parameter } from "../parameter.ts";
import { withPoint } from "./with-point.ts";

/** Options of layers that normalize channels and may keep running statistics. */
export interface RunningNormOptions {
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
  /** Share of the new statistics in the running ones; null for the mean of all so far. Default 0.1. */
  readonly momentum?: number | null;
  /** Whether the layer has a weight and a bias for each channel. */
  readonly affine?: boolean;
  /** Whether running statistics are kept, which `eval` then uses. */
  readonly trackRunningStats?: boolean;
}

/** What layers that normalize channels have in common. Tensors are `[numFeatures]`, as PyTorch names them. */
export abstract class RunningNorm extends Module {
  readonly weight: Tensor | undefined;
  readonly bias: Tensor | undefined;
  readonly runningMean: Tensor | undefined;
  readonly runningVar: Tensor | undefined;
  /** Batches seen while training (int64). */
  readonly numBatchesTracked: Tensor | undefined;
  protected readonly eps: number;
  protected readonly momentum: number | null;
  protected readonly numFeatures: number;

  protected constructor(who: string, numFeatures: number, options: Required<RunningNormOptions>) {
    super();
    const { eps, momentum, affine, trackRunningStats } = options;
    this.numFeatures = checkInteger(who, "numFeatures", numFeatures, { low: 1 });
    this.eps = checkNumber(who, "eps", eps, { low: 0 });
    this.momentum =
      momentum === null ? null : checkNumber(who, "momentum", momentum, { low: 0, high: 1 });
    this.weight = affine ? parameter(ones([numFeatures])) : undefined;
    this.bias = affine ? parameter(zeros([numFeatures])) : undefined;
    if (!trackRunningStats) return;
    this.runningMean = this.buffer("running_mean", zeros([numFeatures]));
    this.runningVar = this.buffer("running_var", ones([numFeatures]));
    this.numBatchesTracked = this.buffer("num_batches_tracked", count(0n));
  }

  /** Begins the running statistics anew. `reset_running_stats`. */
  resetRunningStats(): void {
    this.runningMean?.assign(zeros([this.numFeatures]));
    this.runningVar?.assign(ones([this.numFeatures]));
    this.numBatchesTracked?.assign(count(0n));
  }

  /** Counts a batch and returns the share of its statistics; one that changes is an input of the step. */
  protected nextMomentum(): number | Tensor {
    const batches = this.numBatchesTracked;
    if (batches === undefined) return this.momentum ?? 0;
    const seen = (batches.hostData()[0] as bigint) + 1n;
    batches.assign(count(seen));
    return this.momentum ?? Tensor.fromData(Float32Array.of(1 / Number(seen)), []);
  }

  protected override describe(): string {
    const { weight, runningMean, numFeatures, eps } = this;
    const momentum = this.momentum === null ? "None" : withPoint(this.momentum);
    const [affine, track] = [weight, runningMean].map((part) => (part ? "True" : "False"));
    const own = `${numFeatures}, eps=${withPoint(eps)}, momentum=${momentum}`;
    return `${own}, affine=${affine}, track_running_stats=${track}`;
  }
}

function count(value: bigint): Tensor {
  return Tensor.fromData(BigInt64Array.of(value), []);
}
