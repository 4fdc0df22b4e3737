import type { TensorData } from "../dtype.ts";
import type { OnnxInitializer, OnnxModel, OnnxValueInfo } from "./model.ts";

/** A model for many sizes: some sizes are names, and the constants that depend on them are inputs. */
export interface OpenModel {
  readonly model: OnnxModel;
  /** Names of the constants that became inputs, which stand behind the model's own inputs. */
  readonly constants: readonly string[];
  /** One of the models that it came from. */
  readonly base: OnnxModel;
}

/**
 * The model that two models of one structure have in common: where a size of an input or output, or a small constant
 * (a shape to reshape to, a count to divide by) differs, it is left open. Undefined where more differs than that.
 */
export function openModel(a: OnnxModel, b: OnnxModel): OpenModel | undefined {
  if (!sameStructure(a, b)) return undefined;
  const open = a.initializers.filter((constant, i) => !sameData(constant, b.initializers[i]!));
  const constants = new Set(open.map(({ name }) => name));
  const asInputs = open.map(({ name, dtype, shape }) => ({ name, dtype, shape }));
  return {
    model: {
      nodes: a.nodes,
      inputs: [...openSizes(a.inputs, b.inputs), ...asInputs],
      outputs: openSizes(a.outputs, b.outputs),
      initializers: a.initializers.filter(({ name }) => !constants.has(name)),
    },
    constants: [...constants],
    base: a,
  };
}

/** Whether an open model computes what `model` computes, given its inputs and open constants. */
export function fitsOpenModel(
  { model: open, constants, base }: OpenModel,
  model: OnnxModel,
): boolean {
  if (!sameStructure(base, model)) return false;
  const fixed = base.initializers.every(
    (constant, i) =>
      constants.includes(constant.name) || sameData(constant, model.initializers[i]!),
  );
  const sized = (own: readonly OnnxValueInfo[], other: readonly OnnxValueInfo[]) =>
    other.every(({ shape }, i) =>
      shape.every((size, axis) => {
        const at = own[i]!.shape[axis];
        return typeof at === "string" || at === size;
      }),
    );
  return fixed && sized(open.inputs, model.inputs) && sized(open.outputs, model.outputs);
}

// The same operators, settings and wiring; the same ranks and element types.
function sameStructure(a: OnnxModel, b: OnnxModel): boolean {
  const kinds = (values: readonly OnnxValueInfo[]) =>
    values.map(({ name, dtype, shape }) => [name, dtype, shape.length]);
  const structure = ({ nodes, inputs, outputs, initializers }: OnnxModel) =>
    JSON.stringify([
      kinds(inputs),
      kinds(outputs),
      initializers.map(({ name, dtype, shape }) => [name, dtype, shape]),
      nodes,
    ]);
  return a.nodes.length === b.nodes.length && structure(a) === structure(b);
}

// Each open size has its own name: nothing is promised about sizes that were equal twice.
function openSizes(a: readonly OnnxValueInfo[], b: readonly OnnxValueInfo[]): OnnxValueInfo[] {
  return a.map(({ name, dtype, shape }, i) => ({
    name,
    dtype,
    shape: shape.map((size, axis) => (size === b[i]!.shape[axis] ? size : `${name}_${axis}`)),
  }));
}

function sameData({ data: a }: OnnxInitializer, { data: b }: OnnxInitializer): boolean {
  return Buffer.compare(bytes(a), bytes(b)) === 0;
}

function bytes(data: TensorData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
