import { totalmem } from "node:os";
import { collect, Interner, type Recording } from "./collect.ts";
import { Compiler, looseValues, usesBlocks, weightPlaces } from "./compiler.ts";
import { whileHeld } from "./lend.ts";
import { computedValue, type Node, type Value } from "./node.ts";
import type { TensorType } from "./op.ts";
import { type CacheEntry, ProgramCache } from "./program-cache.ts";
import type { Program } from "./runtime/runtime.ts";
import type { RuntimeOwner } from "./runtime/runtime-owner.ts";

/** How often the engine worked since the process began. */
export interface EngineStats {
  /** Graphs made into native programs. */
  readonly compiles: number;
  /** Native calls. */
  readonly runs: number;
}

/** Compiled programs that are kept for another run, and the memory that their runs may take together. */
const CACHE_LIMITS = { programs: 64, bytes: Math.max(2 ** 30, totalmem() / 2) };

/** Fewer repeated operations than this are not worth a hint. */
const REPETITION = 3;

/** Runs with the same weights after which these are compiled in. */
const FREEZE_AFTER = 3;

/** Weights that nothing trained are compiled in at once where a run writes so many times their bytes. */
const FREEZE_AT_ONCE = 4;

/** A program, and what to feed it. */
interface Call {
  readonly program: Promise<Program>;
  readonly values: readonly Value[];
  readonly types: readonly TensorType[];
}

/**
 * Records become native programs here, and programs run. There is one in a process: nodes remember numbers that
 * its interner and its walks gave them.
 */
export class Engine {
  readonly #interner = new Interner();
  #cache = new ProgramCache(CACHE_LIMITS);
  #owner: RuntimeOwner;
  #compiler: Compiler;
  #walks = 0;
  #hinted = false;
  #compiles = 0;
  #runs = 0;

  constructor(owner: RuntimeOwner) {
    this.#owner = owner;
    this.#compiler = this.#newCompiler();
  }

  /** Compiles anew from here on; runs under way end as they began. Waits for the end of those. */
  async restart(owner: RuntimeOwner): Promise<void> {
    const last = this.#owner;
    this.#cache = new ProgramCache(CACHE_LIMITS);
    this.#owner = owner;
    this.#compiler = this.#newCompiler();
    await last.close();
  }

  get stats(): EngineStats {
    return { compiles: this.#compiles, runs: this.#runs };
  }

  get name(): Promise<string> {
    const owner = this.#owner;
    return owner.use(async () => (await owner.open()).name);
  }

  /** What computing `roots` would take; to be used before another walk renumbers the nodes. */
  record(roots: readonly Node[]): Recording {
    return collect(roots, this.#interner, ++this.#walks);
  }

  /** Computes the values of recorded nodes in one native run. */
  realize(roots: readonly Node[]): Promise<void> {
    return this.#owner.use(() => this.#realize(roots));
  }

  // All before the first await belongs together: another walk overwrites the places of the nodes.
  async #realize(roots: readonly Node[]): Promise<void> {
    const recording = this.record(roots);
    if (recording.outputs.length === 0) return;
    const owner = this.#owner;
    if (owner.channelBlock === undefined && usesBlocks(recording)) {
      await owner.findChannelBlock();
      return this.realize(roots); // from the start: much may have happened meanwhile
    }
    const entry = this.#entry(recording);
    const { program, values, types } = this.#call(entry, recording);
    entry.running++;
    try {
      const results = await whileHeld(values, async () => {
        const ready = await program;
        this.#runs++;
        this.#hintAtRepetition(recording);
        return ready.run(values, types, recording.outputs);
      });
      settle(recording, results);
    } finally {
      entry.running--;
      closeReplaced(entry);
    }
  }

  #newCompiler(): Compiler {
    const owner = this.#owner;
    return new Compiler(
      () => owner.open(),
      () => void this.#compiles++,
      () => owner.channelBlock ?? 1,
    );
  }

  #entry(recording: Recording): CacheEntry {
    const known = this.#cache.find(recording.key);
    if (known !== undefined) return known;
    const entry = this.#compiler.entry(recording);
    const cache = this.#cache;
    entry.program.catch(() => cache.remove(entry));
    cache.add(entry);
    return entry;
  }

  #call(entry: CacheEntry, recording: Recording): Call {
    const { leaves, constants } = recording;
    const inputs = leaves.map(computedValue);
    const { program, open } = entry;
    if (open !== undefined) {
      const values = [...inputs, ...constants.map(computedValue), ...open.values];
      return { program, values, types: [...leaves, ...constants, ...open.types] };
    }
    if (!constants.every(({ constant }, i) => Object.is(constant, entry.constants[i]))) {
      const values = [...inputs, ...constants.map(computedValue)];
      return { program: this.#lifted(entry, recording), values, types: [...leaves, ...constants] };
    }
    const frozen = this.#frozen(entry, recording);
    if (frozen === undefined) return { program, values: inputs, types: leaves };
    const others = <Item>(items: readonly Item[]) => items.filter((_, i) => !frozen.places.has(i));
    return { program: frozen.program, values: others(inputs), types: others(leaves) };
  }

  #lifted(entry: CacheEntry, recording: Recording): Promise<Program> {
    if (entry.lifted !== undefined) return entry.lifted;
    const lifted = this.#compiler.lifted(recording);
    entry.lifted = lifted;
    lifted.catch(() => {
      if (entry.lifted === lifted) delete entry.lifted;
    });
    return lifted;
  }

  // Weights that were the same in several runs without gradients are compiled in: ONNX Runtime then lays them out for
  // its kernels once. New weights end that.
  #frozen(entry: CacheEntry, recording: Recording) {
    const places = weightPlaces(recording);
    if (places.size === 0) return undefined;
    const now = [...places].map((i) => computedValue(recording.leaves[i]!));
    const same = (values: readonly WeakRef<Value>[]) =>
      values.length === now.length && values.every((value, i) => value.deref() === now[i]);
    if (entry.frozen !== undefined) {
      if (same(entry.frozen.weights)) return { places, program: entry.frozen.program };
      entry.replaced.push(entry.frozen.program);
      entry.frozen = undefined;
    }
    const first = entry.weights === undefined;
    if (entry.weights === undefined || !same(entry.weights.values)) {
      entry.weights = { values: looseValues(recording, places), runs: 0 };
    }
    if (++entry.weights.runs <= FREEZE_AFTER && !(first && pays(now, entry))) return undefined;
    const program = this.#compiler.frozen(recording, places);
    entry.frozen = { weights: entry.weights.values, program };
    return { places, program };
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
}

// A program that runs must not be closed.
function closeReplaced({ running, replaced }: CacheEntry): void {
  if (running > 0 || replaced.length === 0) return;
  for (const program of replaced.splice(0)) void program.then((ready) => ready.close());
}

// A large batch gains more from weights in the program than compiling them in takes, if they will stay.
function pays(weights: readonly Value[], { bytes }: CacheEntry): boolean {
  if (weights.some(({ computed }) => computed === true)) return false;
  const size = weights.reduce((sum, { data }) => sum + data.byteLength, 0);
  return bytes > FREEZE_AT_ONCE * size;
}

// Computed nodes that no gradient can be asked of let go of what they were made from.
function settle({ order, outputs }: Recording, values: readonly Value[]): void {
  for (const node of order) node.passed = true;
  outputs.forEach((node, i) => {
    node.value = values[i]!;
    node.value.computed = true;
    if (node.requiresGrad && !node.released) return;
    node.inputs = [];
    node.companions = undefined;
  });
}
