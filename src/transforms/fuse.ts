import { type Channels, Image } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { VisionError } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { ConvertImageDtype } from "./convert-image-dtype.ts";
import { horizontalFlip } from "./functional/horizontal-flip.ts";
import { bytesToPlanes } from "./kernels/planar.ts";
import { Normalize } from "./normalize.ts";
import { happens } from "./options.ts";
import { mapPart } from "./parts.ts";
import { PILToTensor } from "./pil-to-tensor.ts";
import { RandomHorizontalFlip } from "./random-horizontal-flip.ts";
import type { Step } from "./steps.ts";
import { ToDtype } from "./to-dtype.ts";
import { ToTensor } from "./to-tensor.ts";
import type { Transform } from "./transform.ts";
import { mapLeaves } from "./tree.ts";

/**
 * The steps with runs like `RandomHorizontalFlip`, `ToTensor`, `Normalize` made one: a picture of bytes
 * has 256 values a channel, so each is looked up in a table of what the steps make of it, and is read
 * once. Same draws, same values to the last bit.
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
  /** Steps that change each value by itself; the first makes tensors of pictures. */
  readonly values: readonly Transform[];
  readonly length: number;
  /** By channel count, what the steps make of each byte: 256 floats a channel. */
  readonly tables: Map<Channels, Float32Array | undefined>;
}

const first = [ToTensor, PILToTensor];
const further = [ConvertImageDtype, ToDtype, Normalize];

function runAt(steps: readonly Step[], start: number): Run | undefined {
  const flip = steps[start] instanceof RandomHorizontalFlip ? steps[start] : undefined;
  const from = start + (flip === undefined ? 0 : 1);
  if (!first.some((kind) => steps[from] instanceof kind)) return undefined;
  let end = from + 1;
  while (further.some((kind) => steps[end] instanceof kind)) end++;
  if (end - start < 2) return undefined;
  const values = steps.slice(from, end) as Transform[];
  return { flip, values, length: end - start, tables: new Map() };
}

function applyRun(run: Run, sample: unknown, rng: Rng): unknown {
  const mirror = run.flip !== undefined && happens(rng, run.flip.options.p);
  return mapLeaves(sample, (leaf) => {
    if (!(leaf instanceof Image && leaf.data instanceof Uint8Array))
      return inTurn(run, leaf, mirror);
    const { data, channels, height, width } = leaf;
    const tables = tablesFor(run, channels);
    if (tables === undefined) return inTurn(run, leaf, mirror);
    const values = bytesToPlanes(data, channels, tables, mirror ? width : undefined);
    return Tensor.fromData(values, [channels, height, width]);
  });
}

// The steps' own work on a picture of all bytes; none where they do not end in floats.
function tablesFor({ values, tables }: Run, channels: Channels): Float32Array | undefined {
  if (tables.has(channels)) return tables.get(channels);
  const data = Uint8Array.from({ length: 256 * channels }, (_, i) => Math.floor(i / channels));
  const made = attempt(values, new Image(data, { height: 1, width: 256, channels }));
  const floats = made instanceof Tensor && made.dtype === "float32" ? made.hostData() : undefined;
  const table = floats instanceof Float32Array ? floats : undefined;
  tables.set(channels, table);
  return table;
}

// What the steps refuse they refuse of the picture itself, in their own words.
function attempt(values: readonly Transform[], all: Image): unknown {
  try {
    return values.reduce<unknown>((value, step) => step.apply(value), all);
  } catch (error) {
    if (error instanceof VisionError) return undefined;
    throw error;
  }
}

const mirrored = {
  image: horizontalFlip,
  boxes: horizontalFlip,
  mask: horizontalFlip,
  keyPoints: horizontalFlip,
  eachChannel: true,
} as const;

// All other leaves take the steps one after the other.
function inTurn({ flip, values }: Run, leaf: unknown, mirror: boolean): unknown {
  const turned = mirror ? mapPart(flip!.name, leaf, mirrored) : leaf;
  return values.reduce<unknown>((value, step) => step.apply(value), turned);
}
