import { onnxCode } from "../dtype.ts";
import type { OnnxInitializer, OnnxModel, OnnxNode } from "./model.ts";
import { StoredModelWriter } from "./stored-model.ts";

/** Weights with fewer numbers gain nothing. */
const SMALLEST = 512;

/**
 * The largest step of a matrix product's weights. Seven bits: processors without VNNI add two products of a byte with
 * a sign and one without in 16 bits, which the whole range would overflow.
 */
const PRODUCT_STEPS = 63;
const KERNEL_STEPS = 127;

const FLOAT = onnxCode("float32");

/**
 * The same model with its weights as bytes, one scale for each output channel. Matrix products are computed in bytes,
 * with inputs quantised as they come (`DynamicQuantizeLinear`, `MatMulInteger`). Convolutions are not, since ONNX
 * Runtime's `ConvInteger` takes several times as long as its `Conv`: their weights become floats again at loading.
 * Weights are to be plain constants: see `foldConstants`.
 */
export function storeInt8(model: OnnxModel): ReturnType<StoredModelWriter["finish"]> {
  const quantizer = new Quantizer(model);
  for (const node of model.nodes) quantizer.take(node);
  return quantizer.finish();
}

/** Bytes and the scale of each channel. */
interface Quantized {
  readonly data: Int8Array;
  readonly scales: Float32Array;
}

class Quantizer {
  readonly #constants: ReadonlyMap<string, OnnxInitializer>;
  readonly #writer: StoredModelWriter;
  readonly #inputs = new Map<string, readonly string[]>();
  readonly #kernels = new Map<string, string>();

  constructor(model: OnnxModel) {
    this.#constants = new Map(model.initializers.map((one) => [one.name, one]));
    this.#writer = new StoredModelWriter(model);
  }

  take(node: OnnxNode): void {
    const weight = this.#constants.get(node.inputs[1] ?? "");
    if (weight?.dtype !== "float32" || weight.data.length < SMALLEST) this.#writer.keep(node);
    else if (node.opType === "Conv") this.#convolution(node, weight);
    else if (isProduct(node, weight)) this.#product(node, weight);
    else this.#writer.keep(node);
  }

  finish() {
    return this.#writer.finish();
  }

  // [o, i, kh, kw] as bytes, times the scale of each o
  #convolution(node: OnnxNode, { name, shape, data }: OnnxInitializer): void {
    let kernel = this.#kernels.get(name);
    if (kernel === undefined) {
      const [channels = 1] = shape;
      const each = data.length / channels;
      const { data: bytes, scales } = quantize(data as Float32Array, KERNEL_STEPS, channels, each);
      const writer = this.#writer;
      const stored = writer.constant({ name: `${name}_int8`, dtype: "int8", shape, data: bytes });
      const scale = this.#scale(name, [channels, ...shape.slice(1).map(() => 1)], scales);
      const [floats] = writer.add("Cast", [stored], { name: `${name}_steps`, to: FLOAT });
      [kernel = ""] = writer.add("Mul", [floats!, scale], { name: `${name}_floats` });
      this.#kernels.set(name, kernel);
    }
    const [x, , ...bias] = node.inputs as [string, string, ...string[]];
    this.#writer.keep({ ...node, inputs: [x, kernel, ...bias] });
  }

  // x w + b = (x_scale w_scale) (x_bytes w_bytes) + b
  #product(node: OnnxNode, { name, shape, data }: OnnxInitializer): void {
    const writer = this.#writer;
    const { transB } = node.attributes;
    const transposed = transB !== undefined && "int" in transB && transB.int === 1;
    const [outputs, size] = transposed ? shape : [shape[1]!, shape[0]!];
    const floats = data as Float32Array;
    const rows = transposed ? floats : transpose(floats, size!, outputs!);
    const { data: bytes, scales } = quantize(rows, PRODUCT_STEPS, outputs!, size!);
    const weight = { dtype: "int8", shape: [size!, outputs!] } as const;
    const columns = transpose(bytes, outputs!, size!);
    const stored = writer.constant({ ...weight, name: `${name}_int8`, data: columns });
    const [x, , bias] = node.inputs as [string, string, string?];
    const [input, inputScale, inputZero] = this.#input(x);
    const zero = { name: `${name}_zero`, dtype: "int8", shape: [], data: Int8Array.of(0) } as const;
    const parts = [input!, stored, inputZero!, writer.constant(zero)];
    const [sums] = writer.add("MatMulInteger", parts, { name: `${name}_sums` });
    const [steps] = writer.add("Cast", [sums!], { name: `${name}_steps`, to: FLOAT });
    const factors = [inputScale!, this.#scale(name, [outputs!], scales)];
    const [scale] = writer.add("Mul", factors, { name: `${name}_factor` });
    const [output] = node.outputs as [string];
    const last = { name: `${name}_product`, ...(bias === undefined && { output }) };
    const [product] = writer.add("Mul", [steps!, scale!], last);
    if (bias !== undefined) writer.add("Add", [product!, bias], { name, output });
  }

  #input(name: string): readonly string[] {
    const known = this.#inputs.get(name);
    if (known !== undefined) return known;
    const options = { name: `${name}_uint8`, results: 3 };
    const parts = this.#writer.add("DynamicQuantizeLinear", [name], options);
    this.#inputs.set(name, parts);
    return parts;
  }

  #scale(name: string, shape: readonly number[], data: Float32Array): string {
    return this.#writer.constant({ name: `${name}_scale`, dtype: "float32", shape, data });
  }
}

function isProduct({ opType, attributes, inputs }: OnnxNode, { shape }: OnnxInitializer): boolean {
  if (shape.length !== 2) return false;
  if (opType === "MatMul") return true;
  const { transA, alpha, beta } = attributes;
  const plain = transA === undefined || ("int" in transA && transA.int === 0);
  const isOne = (value: typeof alpha) =>
    value === undefined || ("float" in value && value.float === 1);
  return opType === "Gemm" && plain && isOne(alpha) && (inputs.length < 3 || isOne(beta));
}

/** Rows of floats as steps of -`most` to `most`, ties to even as in ONNX. */
function quantize(values: Float32Array, most: number, rows: number, each: number): Quantized {
  const data = new Int8Array(values.length);
  const scales = new Float32Array(rows).fill(1);
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * each, (row + 1) * each);
    let largest = 0;
    for (const value of own) largest = Math.max(largest, Math.abs(value));
    if (largest === 0) continue;
    const scale = Math.fround(largest / most);
    scales[row] = scale;
    for (let i = 0; i < each; i++) data[row * each + i] = nearest(own[i]! / scale, most);
  }
  return { data, scales };
}

function nearest(value: number, most: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  const rounded = rest === 0.5 ? down + (down & 1) : Math.round(value);
  return Math.min(Math.max(rounded, -most), most);
}

function transpose<Numbers extends Float32Array | Int8Array>(
  values: Numbers,
  rows: number,
  columns: number,
): Numbers {
  const result = values.slice() as Numbers;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      result[column * rows + row] = values[row * columns + column]!;
  return result;
}
