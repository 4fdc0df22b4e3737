import type { Lowered } from "../lower.ts";
import type { Value } from "../node.ts";
import type { TensorType } from "../op.ts";

/** Where the engine computes. */
export type Device = "cpu" | "webgpu" | "cuda";

/** The devices that the engine knows. */
export const deviceNames: readonly Device[] = ["cpu", "webgpu", "cuda"];

/** How the engine uses the machine. */
export interface RuntimeOptions {
  /** Threads that one operation may use; 0 lets the engine choose (one a core). */
  readonly threads: number;
  readonly device: Device;
}

/** A compiled model. */
export interface Program {
  /**
   * Computes the outputs, in the order of the lowered model's.
   * `outputs` are their types where the model left sizes open.
   */
  run(
    inputs: readonly Value[],
    types: readonly TensorType[],
    outputs?: readonly TensorType[],
  ): Promise<Value[]>;
  /** Frees native memory; no run may be under way. */
  close(): Promise<void>;
}

/** Something that runs lowered graphs. */
export interface Runtime {
  readonly name: string;
  compile(lowered: Lowered): Promise<Program>;
  /** Frees everything; no run may be started after. */
  close(): Promise<void>;
}
