import { allocate, type DType, onnxCode, type TensorData } from "../dtype.ts";
import type { Shape } from "../shape.ts";
import type {
  OnnxAttribute,
  OnnxInitializer,
  OnnxModel,
  OnnxNode,
  OnnxValueInfo,
} from "./model.ts";

/** ONNX Runtime's domain of operators on blocked channels. */
export const BLOCKED = "com.microsoft.nchwc";

/** Options of a `GraphBuilder`. */
export interface GraphBuilderOptions {
  /** Use the operators of ONNX alone, none of ONNX Runtime's own. Default false. */
  readonly standard?: boolean;
  /** Store equal small constants once. Default true. */
  readonly share?: boolean;
  /** Channels that the runtime's fastest convolutions take together; 1, the default, where it has none such. */
  readonly channelBlock?: number;
}

/** Collects operator calls, constants, inputs and outputs, and hands out names for their values. */
export class GraphBuilder {
  /** Whether operators that only ONNX Runtime knows must not be used. */
  readonly standard: boolean;
  /** Channels that the runtime's fastest convolutions take together; 1 where they must not be used. */
  readonly channelBlock: number;
  readonly #share: boolean;
  readonly #blocked = new Map<string, string>();
  readonly #nodes: OnnxNode[] = [];
  readonly #inputs: OnnxValueInfo[] = [];
  readonly #outputs: OnnxValueInfo[] = [];
  readonly #initializers = new Map<string, OnnxInitializer>();
  #count = 0;

  constructor({ standard = false, share = true, channelBlock = 1 }: GraphBuilderOptions = {}) {
    this.standard = standard;
    this.channelBlock = channelBlock;
    this.#share = share;
  }

  /** Declares an input. */
  input(name: string, dtype: DType, shape: Shape): string {
    this.#inputs.push({ name, dtype, shape });
    return name;
  }

  /** Declares the value called `from` an output, and returns the name that the output got. */
  output(from: string, dtype: DType, shape: Shape): string {
    const taken = this.#outputs.some(({ name }) => name === from);
    const computed = this.#nodes.some(({ outputs }) => outputs.includes(from));
    const name = taken || !computed ? this.add("Identity", [from]) : from;
    this.#outputs.push({ name, dtype, shape });
    return name;
  }

  /** Adds a call of an operator with one result and returns the result's name. */
  add(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    domain = "",
  ): string {
    return this.addMany(opType, inputs, 1, attributes, domain)[0]!;
  }

  /** Adds a call of an operator with several results. */
  addMany(
    opType: string,
    inputs: readonly string[],
    results: number,
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    domain = "",
  ): string[] {
    const outputs = Array.from({ length: results }, () => `v${this.#count++}`);
    this.#nodes.push({ opType, inputs, outputs, attributes, domain });
    return outputs;
  }

  /** A constant tensor; equal small constants are stored once, unless the options say otherwise. */
  constant(data: TensorData, shape: Shape, dtype: DType): string {
    const short = this.#share && data.length <= 16;
    // By the bytes: as text, 0 and -0 are the same.
    const bytes = () => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const key = short ? `${dtype}:${shape}:${bytes()}` : `long:${this.#initializers.size}`;
    const known = this.#initializers.get(key);
    if (known !== undefined) return known.name;
    const name = `c${this.#initializers.size}`;
    this.#initializers.set(key, { name, dtype, shape, data });
    return name;
  }

  /** A constant list of whole numbers, as ONNX wants shapes and axes. */
  ints(values: readonly number[]): string {
    return this.constant(BigInt64Array.from(values, BigInt), [values.length], "int64");
  }

  /** A constant scalar. */
  scalar(value: number, dtype: DType): string {
    const data = allocate(dtype, 1);
    if (data instanceof BigInt64Array) data[0] = BigInt(value);
    else data[0] = value;
    return this.constant(data, [], dtype);
  }

  /** A change of element type. */
  cast(name: string, dtype: DType): string {
    return this.add("Cast", [name], { to: { int: onnxCode(dtype) } });
  }

  /** The same elements under another shape. */
  reshape(name: string, shape: Shape): string {
    return this.add("Reshape", [name, this.ints(shape)], { allowzero: { int: 1 } });
  }

  /** The dimensions in another order. */
  transpose(name: string, order: readonly number[]): string {
    return this.add("Transpose", [name], { perm: { ints: order } });
  }

  /** Maps `[n, c, h, w]` with their channels in blocks; made once for all who ask. */
  blocked(name: string): string {
    const known = this.#blocked.get(name);
    if (known !== undefined) return known;
    const blocked = this.add("ReorderInput", [name], { channels_last: { int: 0 } }, BLOCKED);
    this.#blocked.set(name, blocked);
    return blocked;
  }

  /** Elements `starts` to `ends` (exclusive) along `axes`, every `steps`-th. */
  slice(
    name: string,
    axes: readonly number[],
    starts: readonly number[],
    ends: readonly number[],
    steps: readonly number[] = axes.map(() => 1),
  ): string {
    return this.add("Slice", [
      name,
      this.ints(starts),
      this.ints(ends),
      this.ints(axes),
      this.ints(steps),
    ]);
  }

  /** The model so far. */
  finish(): OnnxModel {
    return {
      nodes: this.#nodes,
      inputs: this.#inputs,
      outputs: this.#outputs,
      initializers: [...this.#initializers.values()],
    };
  }
}
