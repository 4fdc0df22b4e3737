import type { TensorData } from "../dtype.ts";
import type { OnnxInitializer, OnnxModel, OnnxNode, OnnxValueInfo } from "./model.ts";

/** Sizes of the batch that a graph is written with, to learn which of its numbers follow the batch. */
export const probes = [2, 3, 5] as const;

/** The name of the size that varies. */
export const BATCH = "batch";

/** A list of whole numbers `slope * batch + offset`. */
interface Line {
  readonly slope: readonly bigint[];
  readonly offset: readonly bigint[];
}

/**
 * One model for every batch size, made from the same model written with each of `probes` as first size of its input.
 * Constants that are linear in the batch size (shapes, ends of slices) are computed from the input's shape; tensors of
 * one value whose shape is, are expanded to it. A text says why there is no such model where more depends on it.
 */
export function anyBatch(models: readonly OnnxModel[]): OnnxModel | string {
  const [base] = models as [OnnxModel];
  if (!models.every((model) => sameOperators(base, model)))
    return "its operations depend on the batch size";
  const graph = new BatchGraph(base);
  for (let i = 0; i < base.initializers.length; i++) {
    const fits = graph.constant(models.map(({ initializers }) => initializers[i]!));
    if (!fits) return "it holds numbers that depend on the batch size";
  }
  return graph.finish(models.map(({ outputs }) => outputs));
}

function sameOperators(a: OnnxModel, b: OnnxModel): boolean {
  const types = ({ initializers, outputs }: OnnxModel) =>
    JSON.stringify([
      initializers.map(({ name, dtype }) => [name, dtype]),
      outputs.map(({ name, dtype, shape }) => [name, dtype, shape.length]),
    ]);
  if (a.nodes.length !== b.nodes.length || types(a) !== types(b)) return false;
  return JSON.stringify(a.nodes) === JSON.stringify(b.nodes);
}

/** Collects what is constant, and computes the rest from the first size of the input. */
class BatchGraph {
  readonly #base: OnnxModel;
  readonly #nodes: OnnxNode[] = [];
  readonly #constants: OnnxInitializer[] = [];
  readonly #reshaped: ReadonlySet<string>;
  #batch: string | undefined;

  constructor(base: OnnxModel) {
    this.#base = base;
    this.#reshaped = onlyReshapes(base);
  }

  /** Takes one constant as the probes have it; false if it does not follow the batch in a way that is known. */
  constant(forms: readonly OnnxInitializer[]): boolean {
    const [first] = forms as [OnnxInitializer];
    if (forms.every((form) => sameConstant(first, form))) {
      this.#constants.push(first);
      return true;
    }
    const shape = lineOf(forms.map((form) => form.shape.map(BigInt)));
    if (shape === undefined) return false;
    if (isLevel(shape)) return this.#numbers(forms);
    if (!forms.every(({ data }) => isUniform(data, first.data))) return false;
    const value = {
      ...first,
      name: `${first.name}_value`,
      shape: [],
      data: first.data.slice(0, 1),
    };
    this.#constants.push(value);
    const size = this.#line(shape, [shape.slope.length], `${first.name}_shape`);
    this.#add("Expand", [value.name, size], first.name);
    return true;
  }

  /** The model, given its outputs as the probes have them. */
  finish(outputs: readonly (readonly OnnxValueInfo[])[]): OnnxModel {
    const [first] = outputs as [readonly OnnxValueInfo[]];
    return {
      nodes: [...this.#nodes, ...this.#base.nodes],
      inputs: this.#base.inputs.map((input) => ({
        ...input,
        shape: [BATCH, ...input.shape.slice(1)],
      })),
      outputs: first.map((output, i) => ({
        ...output,
        shape: openShape(outputs.map((o) => o[i]!)),
      })),
      initializers: this.#constants,
    };
  }

  #numbers(forms: readonly OnnxInitializer[]): boolean {
    const [{ name, shape, dtype }] = forms as [OnnxInitializer];
    if (dtype !== "int64") return false;
    const line = lineOf(forms.map(({ data }) => [...(data as BigInt64Array)]));
    if (line === undefined) return false;
    const inferred = this.#reshaped.has(name) ? withInferred(line) : undefined;
    if (inferred === undefined) this.#line(line, shape, name);
    else this.#constants.push({ name, dtype, shape, data: inferred });
    return true;
  }

  #line({ slope, offset }: Line, shape: readonly number[], name: string): string {
    const term = (part: readonly bigint[], suffix: string) => {
      const data = BigInt64Array.from(part);
      this.#constants.push({ name: `${name}_${suffix}`, dtype: "int64", shape, data });
      return `${name}_${suffix}`;
    };
    const product = this.#add("Mul", [this.#size(), term(slope, "slope")], `${name}_product`);
    return this.#add("Add", [product, term(offset, "offset")], name);
  }

  #size(): string {
    if (this.#batch !== undefined) return this.#batch;
    const data = BigInt64Array.of(0n);
    this.#constants.push({ name: "batch_axis", dtype: "int64", shape: [], data });
    const shape = this.#add("Shape", [this.#base.inputs[0]!.name], "batch_shape");
    this.#batch = this.#add("Gather", [shape, "batch_axis"], "batch_size", { axis: { int: 0 } });
    return this.#batch;
  }

  #add(
    opType: string,
    inputs: readonly string[],
    name: string,
    attributes: OnnxNode["attributes"] = {},
  ): string {
    this.#nodes.push({ opType, inputs, outputs: [name], attributes, domain: "" });
    return name;
  }
}

// A shape to reshape to whose one open size can be left to ONNX, as -1; 0 in it would be ambiguous.
function withInferred({ slope, offset }: Line): BigInt64Array | undefined {
  const open = slope.filter((value) => value !== 0n).length;
  if (open !== 1 || offset.some((value, i) => value === 0n && slope[i] === 0n)) return undefined;
  return BigInt64Array.from(slope, (value, i) => (value === 0n ? offset[i]! : -1n));
}

// Constants that nothing but Reshape uses, as its shape.
function onlyReshapes({ nodes, outputs }: OnnxModel): ReadonlySet<string> {
  const shapes = new Set<string>();
  const others = new Set(outputs.map(({ name }) => name));
  for (const { opType, inputs } of nodes) {
    inputs.forEach((name, i) => {
      (opType === "Reshape" && i === 1 ? shapes : others).add(name);
    });
  }
  return new Set([...shapes].filter((name) => !others.has(name)));
}

// Two probes give the line, the others must lie on it.
function lineOf(forms: readonly (readonly bigint[])[]): Line | undefined {
  const [a, b] = forms as [readonly bigint[], readonly bigint[]];
  if (forms.some(({ length }) => length !== a.length)) return undefined;
  const step = BigInt(probes[1] - probes[0]);
  const slope = a.map((value, i) => (b[i]! - value) / step);
  const offset = a.map((value, i) => value - slope[i]! * BigInt(probes[0]));
  const fits = forms.every((form, at) =>
    form.every((value, i) => value === slope[i]! * BigInt(probes[at]!) + offset[i]!),
  );
  return fits ? { slope, offset } : undefined;
}

function isLevel({ slope }: Line): boolean {
  return slope.every((value) => value === 0n);
}

// The batch itself by its name; other sizes that follow it by one of their own.
function openShape(forms: readonly OnnxValueInfo[]): (number | string)[] {
  const [{ name, shape }] = forms as [OnnxValueInfo];
  return shape.map((size, axis) => {
    const sizes = forms.map((form) => form.shape[axis]);
    if (sizes.every((other) => other === size)) return size;
    return sizes.every((other, i) => other === probes[i]) ? BATCH : `${name}_${axis}`;
  });
}

function sameConstant(a: OnnxInitializer, b: OnnxInitializer): boolean {
  if (String(a.shape) !== String(b.shape)) return false;
  return a.data === b.data || Buffer.compare(bytesOf(a.data), bytesOf(b.data)) === 0;
}

function isUniform(data: TensorData, { 0: value }: TensorData): boolean {
  if (data.length === 0) return false;
  for (let i = 0; i < data.length; i++) if (!Object.is(data[i], value)) return false;
  return true;
}

function bytesOf(data: TensorData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
