import type { DType, TensorData } from "./dtype.ts";
import type { Node } from "./node.ts";
import { type NumberFormat, numberFormat } from "./number-format.ts";
import { type Shape, sizeOf } from "./shape.ts";

// PyTorch's settings: columns of a line; elements up to which all are shown, and how many at each end beyond.
const LINE_WIDTH = 80;
const THRESHOLD = 1000;
const EDGE = 3;
const PREFIX = "tensor(";

/** Numbers as nested arrays of the given shape; booleans for `bool`, plain numbers for all else. */
export function nest(data: TensorData, shape: Shape, dtype: DType): unknown {
  const convert = dtype === "bool" ? (value: number | bigint) => value !== 0 : Number;
  let at = 0;
  const level = (dim: number): unknown => {
    if (dim === shape.length) return convert(data[at++]!);
    return Array.from({ length: shape[dim]! }, () => level(dim + 1));
  };
  return level(0);
}

/** A tensor as PyTorch prints it. One that is not computed yet shows its shape and operation in place of numbers. */
export function inspectTensor(node: Node): string {
  const { dtype, shape, value, requiresGrad, op, constant } = node;
  const data = value?.data ?? (constant === undefined ? undefined : [constant]);
  const size = sizeOf(shape);
  const notes: string[] = [];
  if (data === undefined || (size === 0 && shape.length !== 1)) notes.push(`size=${tuple(shape)}`);
  const known = size > 0 && data !== undefined ? ["float32", "int64", "bool"] : ["float32"];
  if (!known.includes(dtype)) notes.push(`dtype=torch.${dtype}`);
  if (data === undefined) notes.push(`op=${op!.name}`);
  if (requiresGrad) notes.push(op === undefined ? "requires_grad=True" : gradientNote(op.name));
  const numbers = data === undefined ? "..." : size === 0 ? "[]" : numbersOf(data, shape, dtype);
  return withNotes(PREFIX + numbers, notes);
}

function gradientNote(name: string): string {
  return `grad_fn=<${name[0]!.toUpperCase()}${name.slice(1)}Backward0>`;
}

// Python's way: (), (2,), (2, 3).
function tuple(shape: Shape): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}

// Notes go on the last line while they fit.
function withNotes(text: string, notes: readonly string[]): string {
  let out = text;
  let column = text.length - text.lastIndexOf("\n") + 1;
  for (const note of notes) {
    const fits = column + note.length + 2 <= LINE_WIDTH;
    out += fits ? `, ${note}` : `,\n${" ".repeat(PREFIX.length)}${note}`;
    column = fits ? column + note.length + 2 : PREFIX.length + note.length;
  }
  return `${out})`;
}

type Elements = ArrayLike<number | bigint>;

function numbersOf(data: Elements, shape: Shape, dtype: DType): string {
  const brief = data.length > THRESHOLD;
  const shown: (number | bigint)[] = [];
  collectShown(data, shape, 0, brief, shown);
  const format = numberFormat(shown, dtype);
  if (shape.length === 0) return format.write(data[0]!);
  return block(data, shape, 0, PREFIX.length, brief, format);
}

// The places along a dimension that are shown; -1 stands for those that are not.
function placesShown(length: number, brief: boolean): number[] {
  const all = Array.from({ length }, (_, i) => i);
  if (!brief || length <= 2 * EDGE) return all;
  return [...all.slice(0, EDGE), -1, ...all.slice(-EDGE)];
}

function collectShown(
  data: Elements,
  shape: Shape,
  start: number,
  brief: boolean,
  out: (number | bigint)[],
): void {
  if (shape.length === 0) out.push(data[start]!);
  const [length = 0, ...inner] = shape;
  const stride = sizeOf(inner);
  for (const place of placesShown(length, brief))
    if (place >= 0) collectShown(data, inner, start + place * stride, brief, out);
}

function block(
  data: Elements,
  [length, ...inner]: Shape,
  start: number,
  indent: number,
  brief: boolean,
  format: NumberFormat,
): string {
  const places = placesShown(length!, brief);
  if (inner.length === 0) {
    const texts = places.map((i) => (i < 0 ? " ..." : format.write(data[start + i]!)));
    return `[${inLines(texts, indent, format.width)}]`;
  }
  const stride = sizeOf(inner);
  const parts = places.map((i) =>
    i < 0 ? "..." : block(data, inner, start + i * stride, indent + 1, brief, format),
  );
  return `[${parts.join(`,${"\n".repeat(inner.length)}${" ".repeat(indent + 1)}`)}]`;
}

function inLines(texts: readonly string[], indent: number, width: number): string {
  const perLine = Math.max(1, Math.floor((LINE_WIDTH - indent) / (width + 2)));
  const lines: string[] = [];
  for (let i = 0; i < texts.length; i += perLine)
    lines.push(texts.slice(i, i + perLine).join(", "));
  return lines.join(`,\n${" ".repeat(indent + 1)}`);
}
