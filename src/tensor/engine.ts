import { expected } from "../util/errors.ts";
import { collect, Interner, type Recording } from "./collect.ts";
import { debugLevel, reportCompile } from "./debug.ts";
import { type Lowered, lower } from "./lower.ts";
import { computedValue, type Node, type Value } from "./node.ts";
import { type CacheEntry, ProgramCache } from "./program-cache.ts";
import { openOnnxRuntime } from "./runtime/onnxruntime.ts";
import type { Program, Runtime } from "./runtime/runtime.ts";

/** How often the engine worked since the process began. */
export interface EngineStats {
  /** Graphs made into native programs. */
  readonly compiles: number;
  /** Native calls. */
  readonly runs: number;
}

/** Compiled programs that are kept for another run. */
const CACHE_LIMIT = 64;

/** Fewer repeated operations than this are not worth a hint. */
const REPETITION = 3;

/**
 * Records become native programs here, and programs run. There is one in a process: nodes remember numbers that
 * its interner and its walks gave them.
 */
class Engine {
  readonly #interner = new Interner();
  #cache = new ProgramCache(CACHE_LIMIT);
  #runtime: Promise<Runtime>;
  #walks = 0;
  #hinted = false;
  #compiles = 0;
  #runs = 0;

  constructor(threads: number) {
    this.#runtime = open(threads);
  }

  /** Compiles anew from here on; runs under way end as they began. */
  restart(threads: number): void {
    this.#cache = new ProgramCache(CACHE_LIMIT);
    this.#runtime = open(threads);
  }

  get stats(): EngineStats {
    return { compiles: this.#compiles, runs: this.#runs };
  }

  get name(): Promise<string> {
    return this.#runtime.then(({ name }) => name);
  }

  async realize(roots: readonly Node[]): Promise<void> {
    const recording = collect(roots, this.#interner, ++this.#walks);
    if (recording.outputs.length === 0) return;
    const inputs = recording.leaves.map(computedValue);
    const constants = recording.constants.map(({ constant }) => constant!);
    const entry = this.#cache.find(recording.key) ?? this.#add(recording, constants);
    const lift = !constants.every((value, i) => Object.is(value, entry.constants[i]));
    if (lift && entry.lifted === undefined) this.#lift(entry, recording);
    entry.running++;
    try {
      const program = await (lift ? entry.lifted! : entry.baked);
      const nodes = lift ? [...recording.leaves, ...recording.constants] : recording.leaves;
      const values = lift ? [...inputs, ...recording.constants.map(computedValue)] : inputs;
      this.#runs++;
      this.#hintAtRepetition(recording);
      settle(recording, await program.run(values, nodes));
    } finally {
      entry.running--;
    }
  }

  // Values that were not kept are computed again when they are asked for: right, but twice the work.
  #hintAtRepetition({ order, outputs }: Recording): void {
    if (this.#hinted) return;
    // What is asked for by name, such as every layer's output in a search for NaN, is no oversight.
    const again = order.filter((node) => node.passed && !outputs.includes(node));
    if (again.length < REPETITION) return;
    this.#hinted = true;
    const what = `${again.length} operations (the first: ${again[0]!.kind}) were computed a second time`;
    const hint = "call keep() on what you need before optimizer.step(), or read it after the step";
    process.emitWarning(`${what}; ${hint}`, { type: "TsvisionHint", code: "TSVISION_REPEATED" });
  }

  #add(recording: Recording, constants: readonly number[]): CacheEntry {
    const baked = this.#compile(recording, false);
    const entry: CacheEntry = { key: recording.key, constants, baked, running: 0, lastUse: 0 };
    const cache = this.#cache;
    baked.catch(() => cache.remove(entry));
    cache.add(entry);
    return entry;
  }

  #lift(entry: CacheEntry, recording: Recording): void {
    const lifted = this.#compile(recording, true);
    entry.lifted = lifted;
    lifted.catch(() => {
      if (entry.lifted === lifted) delete entry.lifted;
    });
  }

  // Lowering happens before the first await: another walk would overwrite the places of the nodes.
  #compile(recording: Recording, liftConstants: boolean): Promise<Program> {
    const lowered = lower(recording, { liftConstants });
    this.#compiles++;
    return this.#build(lowered, liftConstants ? "its scalars change" : "new structure");
  }

  async #build(lowered: Lowered, reason: string): Promise<Program> {
    const runtime = await this.#runtime;
    if (debugLevel() === 0) return runtime.compile(lowered);
    return reportCompile(lowered, reason, () => runtime.compile(lowered));
  }
}

function open(threads: number): Promise<Runtime> {
  const runtime = openOnnxRuntime({ threads });
  // A failure is reported by the call that waits for the runtime.
  runtime.catch(() => {});
  return runtime;
}

// Computed nodes that no gradient can be asked of let go of what they were made from.
function settle({ order, outputs }: Recording, values: readonly Value[]): void {
  for (const node of order) node.passed = true;
  outputs.forEach((node, i) => {
    node.value = values[i]!;
    if (node.requiresGrad && !node.released) return;
    node.inputs = [];
    node.companions = undefined;
  });
}

// The default device: made at the first computation, the second piece of state that outlives a call.
let threads = 0;
let engine: Engine | undefined;

function currentEngine(): Engine {
  engine ??= new Engine(threads);
  return engine;
}

/** Computes the values of recorded nodes in one native run. */
export async function realizeNodes(nodes: readonly Node[]): Promise<void> {
  if (nodes.every((node) => node.value !== undefined || node.op === undefined)) return;
  await currentEngine().realize(nodes);
}

/** Counts of native compiles and runs: `{ compiles, runs }`. */
export function engineStats(): EngineStats {
  return engine?.stats ?? { compiles: 0, runs: 0 };
}

/** Loads the engine if needed and returns its name and version. Throws (code ENGINE) where it is not installed. */
export function engineName(): Promise<string> {
  return currentEngine().name;
}

/**
 * Sets how many threads one operation may use, 0 for one a core; compiled programs are forgotten.
 * PyTorch's `torch.set_num_threads`.
 */
export function setNumThreads(count: number): void {
  if (!Number.isInteger(count) || count < 0) {
    throw expected("setNumThreads", "a whole number >= 0", count, "pass 0 for one thread a core");
  }
  threads = count;
  engine?.restart(count);
}
