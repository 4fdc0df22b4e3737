import type { Recording } from "./collect.ts";
import { debugLevel, reportCompile } from "./debug.ts";
import { bytesPerElement } from "./dtype.ts";
import { Families } from "./families.ts";
import { type Lowered, lower } from "./lower.ts";
import { computedValue, type Value } from "./node.ts";
import type { OpenModel } from "./onnx/open-model.ts";
import type { CacheEntry, OpenConstants } from "./program-cache.ts";
import type { Program, Runtime } from "./runtime/runtime.ts";
import { sizeOf } from "./shape.ts";
import { SharedProgram } from "./shared-program.ts";

/** Structures that are remembered, so that another size may share their program. */
const FAMILIES = 64;

/** Makes native programs of recordings. All of it happens before the first await: a later walk renumbers the nodes. */
export class Compiler {
  readonly #open: () => Promise<Runtime>;
  readonly #count: () => void;
  readonly #block: () => number;
  readonly #families = new Families(FAMILIES);
  readonly #shared = new WeakMap<OpenModel, SharedProgram>();

  /**
   * `open` gives the runtime; `count` is called at each compilation; `block` tells how many channels the runtime's
   * fastest convolutions take together.
   */
  constructor(open: () => Promise<Runtime>, count: () => void, block: () => number) {
    this.#open = open;
    this.#count = count;
    this.#block = block;
  }

  /**
   * A program for a new structure, shared with other sizes of it where the graph allows that and no gradient is asked
   * for: a training run must give the same bits in whatever order its sizes come.
   */
  entry(recording: Recording): CacheEntry {
    if (recording.order.some(({ requiresGrad }) => requiresGrad)) return this.#training(recording);
    const lifted = lower(recording, { liftConstants: true });
    const family = this.#families.of(recording);
    const open = family.openFor(lifted.model);
    const change = family.note(recording, lifted.model);
    const shared = open && this.#shared.get(open);
    if (shared === undefined || shared.closed) this.#families.compiled(family, change);
    if (open !== undefined) return { ...blank(recording), ...this.#manySizes(open, lifted) };
    const program = this.#compile(lower(recording), "new structure");
    return { ...blank(recording), program };
  }

  #training(recording: Recording): CacheEntry {
    const family = this.#families.of(recording);
    this.#families.compiled(family, family.note(recording));
    const lowered = lower(recording, { channelBlock: this.#blockOf(recording) });
    return { ...blank(recording), program: this.#compile(lowered, "new structure") };
  }

  /** The same program with the text's scalars as inputs. */
  lifted(recording: Recording): Promise<Program> {
    const options = { liftConstants: true, channelBlock: this.#blockOf(recording) };
    return this.#compile(lower(recording, options), "its scalars change");
  }

  #blockOf(recording: Recording): number {
    return usesBlocks(recording) ? this.#block() : 1;
  }

  /** The same program with some leaves as constants. */
  frozen(recording: Recording, places: ReadonlySet<number>): Promise<Program> {
    return this.#compile(lower(recording, { frozen: places }), "its weights stay");
  }

  #manySizes(open: OpenModel, { model, inputs, outputs }: Lowered) {
    let shared = this.#shared.get(open);
    if (shared === undefined || shared.closed) {
      const names = [...inputs, ...open.constants];
      const lowered = { model: open.model, inputs: names, outputs };
      shared = new SharedProgram(this.#compile(lowered, "its sizes change"));
      this.#shared.set(open, shared);
    }
    const constants = new Map(model.initializers.map((item) => [item.name, item]));
    const own = open.constants.map((name) => constants.get(name)!);
    const openConstants: OpenConstants = {
      values: own.map(({ data }): Value => ({ data })),
      types: own.map(({ dtype, shape }) => ({ dtype, shape })),
    };
    return { program: shared.hold(), open: openConstants };
  }

  async #compile(lowered: Lowered, reason: string): Promise<Program> {
    this.#count();
    const runtime = await this.#open();
    if (debugLevel() === 0) return runtime.compile(lowered);
    return reportCompile(lowered, reason, () => runtime.compile(lowered));
  }
}

function blank({ key, constants, order, leaves }: Recording) {
  const sizes = [...order, ...leaves].map((n) => sizeOf(n.shape) * bytesPerElement(n.dtype));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const values = constants.map(({ constant }) => constant!);
  return { key, constants: values, bytes, replaced: [], running: 0, lastUse: 0 };
}

/** Whether convolutions with weights that change may go by blocks of channels: where such weights are trained. */
export function usesBlocks({ order }: Recording): boolean {
  return order.some(({ op }) => op!.name === "convWeightGrad");
}

/** Places of the leaves that are weights or buffers; none where a gradient may be asked for. */
export function weightPlaces({ order, leaves }: Recording): ReadonlySet<number> {
  const places = new Set<number>();
  leaves.forEach(({ persistent }, i) => void (persistent && places.add(i)));
  if (places.size === leaves.length || order.some(({ requiresGrad }) => requiresGrad))
    return new Set();
  return places;
}

/** The numbers of some leaves, held loosely. */
export function looseValues({ leaves }: Recording, places: ReadonlySet<number>): WeakRef<Value>[] {
  return [...places].map((i) => new WeakRef(computedValue(leaves[i]!)));
}
