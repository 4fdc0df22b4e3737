import {
  BoundingBoxes,
  type BoxFormat,
  checkBoxFormat,
  isRotatedBoundingFormat,
} from "../sample/index.ts";
import { type DType, Tensor, type TensorData } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { toEdges } from "./upright-rows.ts";

/** Boxes `[n, 4]` as two corners `x1, y1, x2, y2`: a tensor in memory, or boxes of any upright format. */
export type Boxes = Tensor | BoundingBoxes;

/** Box formats in torchvision's spelling, or as `BoundingBoxes` spells them. */
export type FormatName = BoxFormat | Lowercase<BoxFormat>;

/** Corners of boxes as numbers, and how each step is rounded. */
export interface BoxRows {
  /** `[n * 4]`: x1, y1, x2, y2. */
  readonly rows: Float32Array | Float64Array;
  readonly length: number;
  readonly dtype: DType;
  /** float32 boxes are computed in float32 steps, as torch does; others in float64. */
  readonly round: (value: number) => number;
}

/** How the numbers of a tensor of boxes are to be read. */
export interface FormatOption {
  /** The format of tensors; `BoundingBoxes` know theirs. Default "xyxy". */
  readonly fmt?: FormatName;
}

/** The boxes as rows of corners; throws unless they are `[n, 4]`, and on rotated ones. */
export function boxRows(
  who: string,
  boxes: Boxes,
  name = "boxes",
  { fmt = "XYXY" }: FormatOption = {},
): BoxRows {
  const format = uprightFormat(who, formatOf(who, boxes, fmt));
  if (boxes instanceof BoundingBoxes) {
    const rows = toEdges(boxes.data, format, Math.fround);
    return { rows, length: boxes.length, dtype: "float32", round: Math.fround };
  }
  checkWidth(who, name, boxes, 4);
  const { dtype } = boxes;
  const round = rounding(dtype);
  const rows = numbers(boxes.hostData());
  const edges = format === "XYXY" ? rows : toEdges(rows, format, round);
  return { rows: edges, length: boxes.shape[0]!, dtype, round };
}

/** The format of boxes, in the spelling of `BoundingBoxes`. */
export function formatOf(who: string, boxes: Boxes, fmt: FormatName): BoxFormat {
  if (boxes instanceof BoundingBoxes) return boxes.format;
  return checkBoxFormat(who, typeof fmt === "string" ? fmt.toUpperCase() : fmt);
}

/** Refuses anything but a tensor of rows of `k` numbers. */
export function checkWidth(who: string, name: string, boxes: Boxes, k: number): void {
  if (boxes instanceof Tensor && boxes.shape.length === 2 && boxes.shape[1] === k) return;
  const got = boxes instanceof Tensor ? boxes.shape : boxes;
  const what = `${name} as a tensor [n, ${k}] or BoundingBoxes`;
  throw expected(who, what, got, "one row for each box");
}

/** The values as floats: float32 stays, all else becomes float64. */
export function numbers(data: TensorData): Float32Array | Float64Array {
  if (data instanceof Float32Array || data instanceof Float64Array) return data;
  return Float64Array.from(data as ArrayLike<number | bigint>, Number);
}

/** How a step of arithmetic on this element type is rounded. */
export function rounding(dtype: DType): (value: number) => number {
  return dtype === "float32" ? Math.fround : exact;
}

function exact(value: number): number {
  return value;
}

/** How arithmetic on two element types is rounded: float64 wins over float32, that over integers. */
export function commonRounding(a: DType, b: DType): (value: number) => number {
  if (a === "float64" || b === "float64") return exact;
  return rounding(a === "float32" ? a : b);
}

/** Numbers in the array of an element type; integers lose their fractions. */
export function typedArray(values: ArrayLike<number>, dtype: DType): TensorData {
  if (dtype === "float32") return Float32Array.from(values);
  if (dtype === "float64") return Float64Array.from(values);
  if (dtype === "int64") return BigInt64Array.from(Array.from(values, toBigInt));
  if (dtype === "int32") return Int32Array.from(values);
  return Uint8Array.from(values);
}

function toBigInt(value: number): bigint {
  return BigInt(Math.trunc(value));
}

/** A tensor of indices, which torch keeps in int64. */
export function indexTensor(indices: readonly number[]): Tensor {
  return Tensor.fromData(BigInt64Array.from(indices.map(toBigInt)), [indices.length]);
}

/** The format without rotation; throws on others. */
export function uprightFormat(who: string, format: BoxFormat): "XYXY" | "XYWH" | "CXCYWH" {
  if (isRotatedBoundingFormat(format))
    throw expected(who, "boxes in XYXY, XYWH or CXCYWH", format, "rotated boxes have no such form");
  return format as "XYXY" | "XYWH" | "CXCYWH";
}
