import { Image } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import type { Rng } from "../util/rng.ts";
import { horizontalFlip } from "./functional/horizontal-flip.ts";
import { bytesToPlanes, unitTable } from "./kernels/planar.ts";
import { Normalize } from "./normalize.ts";
import { happens } from "./options.ts";
import { mapPart } from "./parts.ts";
import { RandomHorizontalFlip } from "./random-horizontal-flip.ts";
import type { Step } from "./steps.ts";
import { ToTensor } from "./to-tensor.ts";
import { mapLeaves } from "./tree.ts";

/**
 * The steps with `RandomHorizontalFlip`, `ToTensor`, `Normalize` (or the last two, or the first two) in
 * a row made one: a picture of bytes has 256 values a channel, so each is looked up in a table that
 * holds what the steps make of it, and is read once. Same draws, same values to the last bit.
 */
export function fuse(steps: readonly Step[]): readonly Step[] {
  const out: Step[] = [];
  for (let at = 0; at < steps.length; ) {
    const run = runAt(steps, at);
    if (run === undefined) out.push(steps[at]!);
    else out.push((sample: never, rng) => applyRun(run, sample, rng));
    at += run?.length ?? 1;
  }
  return out;
}

interface Run {
  readonly flip: RandomHorizontalFlip | undefined;
  readonly toTensor: ToTensor;
  readonly normalize: Normalize | undefined;
  readonly length: number;
  /** By channel count, a table of 256 floats a channel. */
  readonly tables: ReadonlyMap<number, Float32Array>;
}

function runAt(steps: readonly Step[], start: number): Run | undefined {
  const first = steps[start];
  const flip = first instanceof RandomHorizontalFlip ? first : undefined;
  const toTensor = steps[start + (flip === undefined ? 0 : 1)];
  const next = steps[start + (flip === undefined ? 1 : 2)];
  const normalize = next instanceof Normalize ? next : undefined;
  if (!(toTensor instanceof ToTensor) || (flip ?? normalize) === undefined) return undefined;
  const length = [flip, toTensor, normalize].filter((step) => step !== undefined).length;
  return { flip, toTensor, normalize, length, tables: tablesOf(normalize) };
}

// No table for the channel counts that `Normalize` refuses: its own error is the right one.
function tablesOf(normalize: Normalize | undefined): Map<number, Float32Array> {
  const { mean, std } = normalize?.options ?? { mean: [], std: [] };
  const unit = unitTable();
  const tables = new Map<number, Float32Array>();
  for (const channels of [1, 2, 3, 4]) {
    if (![mean, std].every(({ length }) => length <= 1 || length === channels)) continue;
    const all = new Float32Array(256 * channels);
    for (let c = 0; c < channels; c++) all.set(normalized(unit, mean, std, c), 256 * c);
    tables.set(channels, all);
  }
  return tables;
}

// What `Normalize` makes of each value: float32, rounded after each step.
function normalized(
  unit: Float32Array,
  mean: readonly number[],
  std: readonly number[],
  channel: number,
): Float32Array {
  if (mean.length === 0) return unit;
  const m = Math.fround(mean[channel % mean.length]!);
  const s = Math.fround(std[channel % std.length]!);
  return unit.map((value) => Math.fround(value - m) / s);
}

function applyRun(run: Run, sample: unknown, rng: Rng): unknown {
  const mirror = run.flip !== undefined && happens(rng, run.flip.options.p);
  return mapLeaves(sample, (leaf) => {
    if (leaf instanceof Image && leaf.data instanceof Uint8Array) {
      const { data, channels, height, width } = leaf;
      const tables = run.tables.get(channels);
      if (tables !== undefined) {
        const values = bytesToPlanes(data, channels, tables, mirror ? width : undefined);
        return Tensor.fromData(values, [channels, height, width]);
      }
    }
    return inTurn(run, leaf, mirror);
  });
}

const mirrored = {
  image: horizontalFlip,
  boxes: horizontalFlip,
  mask: horizontalFlip,
  keyPoints: horizontalFlip,
} as const;

// All other leaves take the steps one after the other.
function inTurn({ flip, toTensor, normalize }: Run, leaf: unknown, mirror: boolean): unknown {
  const turned = mirror ? mapPart(flip!.name, leaf, mirrored) : leaf;
  const tensor: unknown = toTensor.apply(turned);
  return normalize === undefined ? tensor : normalize.apply(tensor);
}
