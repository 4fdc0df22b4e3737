import type { Lowered } from "../lower.ts";
import type { Value } from "../node.ts";

/** A compiled model. */
export interface Program {
  /** Computes the outputs, in the order of the lowered model's. */
  run(inputs: readonly Value[], types: readonly ValueType[]): Promise<Value[]>;
  /** Frees native memory; no run may be under way. */
  close(): Promise<void>;
}

/** What an input is, beside its numbers. */
export interface ValueType {
  readonly dtype: string;
  readonly shape: readonly number[];
}

/** Something that runs lowered graphs. */
export interface Runtime {
  readonly name: string;
  compile(lowered: Lowered): Promise<Program>;
}
