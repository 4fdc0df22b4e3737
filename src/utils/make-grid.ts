import { type Channels, Image } from "../sample/index.ts";
import { allocate, type DType, type TensorData } from "../tensor/dtype.ts";
import { Tensor } from "../tensor/index.ts";
import { checkInteger, checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { fromPlanes, toPlanes } from "./planar.ts";

/** How pictures are put into one. */
export interface MakeGridOptions {
  /** Pictures in a row. Default 8. */
  readonly nrow?: number;
  /** Pixels between pictures and around them. Default 2. */
  readonly padding?: number;
  /** Moves floats to 0..1 by `valueRange`. Default false. */
  readonly normalize?: boolean;
  /** `[low, high]`: what becomes 0 and 1; values beyond are cut. Default the least and greatest value. */
  readonly valueRange?: readonly [low: number, high: number];
  /** Takes the least and greatest value of each picture, not of all. Default false. */
  readonly scaleEach?: boolean;
  /** The value between pictures, in the pictures' own scale. Default 0. */
  readonly padValue?: number;
}

/**
 * Many pictures as one, row by row (torchvision's `make_grid`). Tensors are `[n, c, h, w]`, or one or a
 * list of `[c, h, w]` or `[h, w]`; the result is a tensor `[c, height, width]` of their dtype. Images
 * give an Image. Grey becomes RGB; one picture alone comes back without a border.
 * Throws if pictures differ in shape or kind, and for `normalize` on whole numbers.
 * @example const grid = makeGrid(batch, { nrow: 4, normalize: true, valueRange: [-1, 1] });
 */
export function makeGrid(pictures: Image | readonly Image[], options?: MakeGridOptions): Image;
export function makeGrid(pictures: Tensor | readonly Tensor[], options?: MakeGridOptions): Tensor;
export function makeGrid(
  pictures: Image | Tensor | readonly (Image | Tensor)[],
  options?: MakeGridOptions,
): Image | Tensor;
export function makeGrid(
  pictures: Image | Tensor | readonly (Image | Tensor)[],
  options: MakeGridOptions = {},
): Image | Tensor {
  const { nrow = 8, padding = 2, padValue = 0 } = options;
  checkInteger(who, "nrow", nrow, { low: 1 });
  checkInteger(who, "padding", padding);
  checkNumber(who, "padValue", padValue, { low: -Infinity });
  const list = pictures instanceof Image || pictures instanceof Tensor ? [pictures] : pictures;
  const stack = normalized(colored(stackOf(list)), options);
  const grid = stack.count === 1 ? stack : laidOut(stack, { nrow, padding, padValue });
  const { data, channels, height, width, dtype } = grid;
  if (list[0] instanceof Tensor) return Tensor.fromData(data, [channels, height, width], dtype);
  const pixels = fromPlanes(data as Uint8Array | Float32Array, channels);
  return new Image(pixels, { width, height, channels: channels as Channels });
}

const who = "makeGrid";

/** Pictures as planes, `[count, channels, height, width]`. */
interface Stack {
  readonly data: TensorData;
  readonly dtype: DType;
  readonly count: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

function stackOf(pictures: readonly (Image | Tensor)[]): Stack {
  const parts = Array.isArray(pictures) ? pictures.map(planesOf) : [];
  const first = parts[0];
  if (first === undefined)
    throw expected(who, "a tensor, an Image or a list of them", pictures, "pass at least one");
  for (const [i, part] of parts.entries()) {
    const one = pictures.length === 1 || part.count === 1;
    const sameKind = pictures[0] instanceof Tensor === pictures[i] instanceof Tensor;
    if (one && sameKind && layoutOf(part) === layoutOf(first)) continue;
    const what = `picture ${i} to be ${layoutOf(first)} as picture 0 is`;
    throw expected(who, what, one ? layoutOf(part) : "several", "bring all to one size and kind");
  }
  const data = allocate(first.dtype, parts.length * first.data.length);
  for (const [i, part] of parts.entries()) data.set(part.data as never, i * first.data.length);
  return { ...first, data, count: pictures.length === 1 ? first.count : pictures.length };
}

function planesOf(picture: Image | Tensor): Stack {
  if (picture instanceof Image) {
    const { data, channels, height, width } = picture;
    const dtype = data instanceof Uint8Array ? "uint8" : "float32";
    return { data: toPlanes(data, channels), dtype, count: 1, channels, height, width };
  }
  if (!(picture instanceof Tensor))
    throw expected(who, "tensors or Images", picture, "pass pictures of one of these kinds");
  const rank = picture.shape.length;
  if (rank < 2 || rank > 4 || picture.shape.includes(0)) {
    const what = "a tensor [n, c, h, w], [c, h, w] or [h, w] with pixels in it";
    throw expected(who, what, picture.shape, "add or drop an axis");
  }
  const [count, channels, height, width] = [1, 1, 1, ...picture.shape].slice(-4) as Four;
  return { data: picture.hostData(), dtype: picture.dtype, count, channels, height, width };
}

type Four = [number, number, number, number];

function layoutOf({ dtype, channels, height, width }: Stack): string {
  return `${dtype} [${channels}, ${height}, ${width}]`;
}

// Grey three times: [n, 1, h, w] -> [n, 3, h, w]
function colored(stack: Stack): Stack {
  if (stack.channels !== 1) return stack;
  const plane = stack.height * stack.width;
  const data = allocate(stack.dtype, stack.data.length * 3);
  for (let at = 0; at < 3 * stack.count; at++) {
    const from = Math.floor(at / 3) * plane;
    data.set(stack.data.subarray(from, from + plane) as never, at * plane);
  }
  return { ...stack, data, channels: 3 };
}

function normalized(
  stack: Stack,
  { normalize = false, valueRange, scaleEach = false }: MakeGridOptions,
): Stack {
  if (!normalize) return stack;
  if (!(stack.data instanceof Float32Array || stack.data instanceof Float64Array))
    throw expected(
      who,
      "floats to normalize",
      stack.dtype,
      "convert the pictures to float32 first",
    );
  if (valueRange !== undefined && (!Array.isArray(valueRange) || valueRange.length !== 2))
    throw expected(who, "valueRange as [low, high]", valueRange, "pass two numbers");
  for (const value of valueRange ?? []) checkNumber(who, "valueRange", value);
  const data = stack.data.slice();
  const length = data.length / (scaleEach ? stack.count : 1);
  for (let start = 0; start < data.length; start += length) {
    const part = data.subarray(start, start + length);
    const [low, high] = valueRange ?? rangeOf(part);
    if (part instanceof Float32Array) rescale32(part, low, high);
    else rescale64(part, low, high);
  }
  return { ...stack, data };
}

// (min(max(x, low), high) - low) / max(high - low, 1e-5), each step rounded to float32 as torch does
function rescale32(values: Float32Array, low: number, high: number): void {
  const f = Math.fround;
  const [bottom, top, span] = [f(low), f(high), f(Math.max(high - low, 1e-5))];
  for (let i = 0; i < values.length; i++)
    values[i] = f(f(Math.min(Math.max(values[i]!, bottom), top) - bottom) / span);
}

function rescale64(values: Float64Array, low: number, high: number): void {
  const span = Math.max(high - low, 1e-5);
  for (let i = 0; i < values.length; i++)
    values[i] = (Math.min(Math.max(values[i]!, low), high) - low) / span;
}

function rangeOf(values: Float32Array | Float64Array): [number, number] {
  let [low, high] = [values[0]!, values[0]!];
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function laidOut(
  stack: Stack,
  { nrow, padding, padValue }: Required<Pick<MakeGridOptions, "nrow" | "padding" | "padValue">>,
): Stack {
  const { count, channels } = stack;
  const across = Math.min(nrow, count);
  const [cellHeight, cellWidth] = [stack.height + padding, stack.width + padding];
  const height = cellHeight * Math.ceil(count / across) + padding;
  const width = cellWidth * across + padding;
  const data = allocate(stack.dtype, channels * height * width);
  data.fill((data instanceof BigInt64Array ? BigInt(padValue) : padValue) as never);
  for (let k = 0; k < count; k++) {
    const top = Math.floor(k / across) * cellHeight + padding;
    const left = (k % across) * cellWidth + padding;
    for (let row = 0; row < channels * stack.height; row++) {
      const [c, y] = [Math.floor(row / stack.height), row % stack.height];
      const from = (k * channels * stack.height + row) * stack.width;
      const line = stack.data.subarray(from, from + stack.width);
      data.set(line as never, (c * height + top + y) * width + left);
    }
  }
  return { ...stack, data, height, width };
}
