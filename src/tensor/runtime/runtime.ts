import type { TensorData } from "../dtype.ts";
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

/** Numbers that go into or come out of a model from a file. */
export interface NamedTensor extends TensorType {
  readonly name: string;
  readonly data: TensorData;
}

/** A model from a file. */
export interface LoadedModel {
  /** Computes all outputs, in the file's order. */
  run(inputs: readonly NamedTensor[]): Promise<NamedTensor[]>;
  /** Frees native memory; no run may be under way. */
  close(): Promise<void>;
}

/** Something that runs lowered graphs. */
export interface Runtime {
  readonly name: string;
  compile(lowered: Lowered): Promise<Program>;
  /** Channels that its fastest convolutions take together on this machine; 1 where it has none such. */
  channelBlock(): Promise<number>;
  /** Opens the bytes of an `.onnx` file; not every runtime can. */
  load?(bytes: Uint8Array): Promise<LoadedModel>;
  /** Frees everything; no run may be started after. */
  close(): Promise<void>;
}
