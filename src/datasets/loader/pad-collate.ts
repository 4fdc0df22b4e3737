import { BoundingBoxes, Image, KeyPoints, Mask } from "../../sample/index.ts";
import { type DType, Tensor, type TensorData } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import { collateBy, type LeafRule } from "./collate.ts";

/** Options of `padCollate`. */
export interface PadCollateOptions {
  /** What tensors and images are filled up with. Default: 0. */
  readonly fill?: number;
  /**
   * What class maps `[h, w]` are filled up with. Default: 255, which torchvision's segmentation
   * scripts leave out of the loss.
   */
  readonly maskFill?: number;
}

/** Boxes or key points of a batch in one tensor. */
export interface PaddedRows {
  /** `[n, m, k]` float32, m the most rows of a sample; the rows after a sample's own are 0. */
  readonly data: Tensor;
  /** `[n]` int64: each sample's own number of rows. */
  readonly counts: Tensor;
}

/**
 * A collate for samples whose sizes differ. Tensors of one rank and images are put into the top left
 * corner of one tensor of the largest size, images as `[n, c, h, w]`; class maps become int64
 * `[n, h, w]`, instance masks `[n, m, h, w]` of their own type, boxes and key points `PaddedRows`.
 * All else as `defaultCollate`. Throws where ranks, dtypes, channels or box formats differ.
 * @example
 * const ones = (n: number) => Tensor.fromData(new Float32Array(n).fill(1), [n]);
 * padCollate([ones(2), ones(3)]); // Tensor [[1, 1, 0], [1, 1, 1]]
 */
export function padCollate(
  samples: readonly unknown[],
  { fill = 0, maskFill = 255 }: PadCollateOptions = {},
): unknown {
  const rule: LeafRule = (parts, place, who) => {
    const first = parts[0];
    if (first instanceof Tensor)
      return padded(who, parts.map(arrayOf(who, place, Tensor, ofTensor)), { fill, place });
    if (first instanceof Image)
      return padded(who, parts.map(arrayOf(who, place, Image, ofImage)), { fill, place });
    if (first instanceof Mask) {
      const arrays = parts.map(arrayOf(who, place, Mask, ofMask));
      return padded(who, arrays, { fill: first.shape.length === 2 ? maskFill : 0, place });
    }
    if (first instanceof BoundingBoxes)
      return rows(who, parts.map(arrayOf(who, place, BoundingBoxes, ofBoxes)), place);
    if (first instanceof KeyPoints)
      return rows(who, parts.map(arrayOf(who, place, KeyPoints, ofKeyPoints)), place);
    return undefined;
  };
  return collateBy("padCollate", samples, rule);
}

/** Numbers in memory; `kind` must be the same in a batch. */
interface NumberArray {
  readonly data: TensorData;
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly kind: string;
}

const ofTensor = (tensor: Tensor): NumberArray => {
  const { shape, dtype } = tensor;
  return { data: tensor.hostData(), shape, dtype, kind: `${dtype} of ${shape.length} dimensions` };
};

// hwc -> chw
const ofImage = ({ data, width, height, channels }: Image): NumberArray => {
  const floats = data instanceof Float32Array;
  const plane = width * height;
  const out = floats ? new Float32Array(data.length) : new Uint8Array(data.length);
  for (let c = 0; c < channels; c++)
    for (let i = 0; i < plane; i++) out[c * plane + i] = data[i * channels + c]!;
  const dtype = floats ? "float32" : "uint8";
  const shape = [channels, height, width];
  return { data: out, shape, dtype, kind: `${dtype} images of ${channels} channels` };
};

const ofMask = ({ data, shape }: Mask): NumberArray => {
  if (shape.length === 2) {
    const labels = BigInt64Array.from(data, BigInt);
    return { data: labels, shape, dtype: "int64", kind: "class maps" };
  }
  const dtype = data instanceof Uint8Array ? "uint8" : "int32";
  const planes = data instanceof Uint16Array ? Int32Array.from(data) : data;
  return { data: planes, shape, dtype, kind: `${dtype} instance masks` };
};

const ofBoxes = ({ data, length, format }: BoundingBoxes): NumberArray => {
  const shape = [length, length === 0 ? widths[format] : data.length / length];
  return { data, shape, dtype: "float32", kind: `${format} boxes` };
};

const widths: Readonly<Record<BoundingBoxes["format"], number>> = {
  XYXY: 4,
  XYWH: 4,
  CXCYWH: 4,
  XYWHR: 5,
  CXCYWHR: 5,
  XYXYXYXY: 8,
};

const ofKeyPoints = ({ data, length }: KeyPoints): NumberArray => {
  return { data, shape: [length, 2], dtype: "float32", kind: "key points" };
};

function arrayOf<T>(
  who: string,
  place: string,
  type: { readonly name: string; [Symbol.hasInstance](part: unknown): boolean },
  read: (part: T) => NumberArray,
): (part: unknown) => NumberArray {
  return (part) => {
    if (part instanceof (type as never)) return read(part as T);
    const need = `${place}s that are all of type ${type.name}`;
    throw expected(who, need, part, "make all samples alike, or pass a collate of your own");
  };
}

function rows(who: string, arrays: readonly NumberArray[], place: string): PaddedRows {
  const counts = BigInt64Array.from(arrays, ({ shape }) => BigInt(shape[0]!));
  return {
    data: padded(who, arrays, { fill: 0, place }),
    counts: Tensor.fromData(counts, [counts.length]),
  };
}

function padded(
  who: string,
  arrays: readonly NumberArray[],
  { fill, place }: { fill: number; place: string },
): Tensor {
  const { shape: first, dtype, kind, data: like } = arrays[0]!;
  const odd = arrays.find((array) => array.kind !== kind);
  if (odd !== undefined)
    throw expected(who, `${place}s that are all ${kind}`, odd.kind, "make all samples alike");
  const largest = first.map((_, d) => Math.max(...arrays.map(({ shape }) => shape[d]!)));
  const size = largest.reduce((product, length) => product * length, 1);
  const out = new (like.constructor as new (length: number) => TensorData)(size * arrays.length);
  if (fill !== 0) out.fill((out instanceof BigInt64Array ? BigInt(fill) : fill) as never);
  for (const [i, { data, shape }] of arrays.entries())
    put(out.subarray(i * size, (i + 1) * size), largest, data, shape);
  return Tensor.fromData(out, [arrays.length, ...largest], dtype);
}

// Row by row: the last dimension is contiguous in both.
function put(
  out: TensorData,
  outShape: readonly number[],
  data: TensorData,
  shape: readonly number[],
): void {
  const width = shape.at(-1) ?? 1;
  if (width === 0) return;
  const at = new Array<number>(Math.max(0, shape.length - 1)).fill(0);
  for (let from = 0; from < data.length; from += width) {
    let to = 0;
    for (let d = 0; d < at.length; d++) to = (to + at[d]!) * outShape[d + 1]!;
    out.set(data.subarray(from, from + width) as never, to);
    for (let d = at.length - 1; d >= 0 && ++at[d]! === shape[d]; d--) at[d] = 0;
  }
}
