import { BoundingBoxes, Image, KeyPoints, Mask, Video } from "../../sample/index.ts";
import { Tensor, type TensorData } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";

/** A value as plain data, and the memory that moves with it. */
export interface Packed {
  readonly value: unknown;
  readonly transfer: ArrayBuffer[];
}

// Names the kind of what was an instance; a plain object with such a key is packed as entries.
const tag = "tsvision:kind";

/**
 * A batch or sample as data that can be sent to another thread, which keeps no classes: tensors,
 * images, boxes, masks, key points and videos are named. All memory is moved: that of tensors as it
 * is where they are `fresh` (nothing else looks at them: a collate just made them), all else as a
 * copy of the part that is seen.
 */
export function pack(value: unknown, { fresh }: { fresh: boolean }): Packed {
  const transfer = new Set<ArrayBuffer>();
  return { value: packed(value, { fresh, transfer, depth: 0 }), transfer: [...transfer] };
}

interface Packing {
  readonly fresh: boolean;
  readonly transfer: Set<ArrayBuffer>;
  readonly depth: number;
}

type Kind = "Tensor" | "Image" | "BoundingBoxes" | "Mask" | "KeyPoints" | "Video" | "entries";
type Record_ = Readonly<Record<string, unknown>>;

function packed(value: unknown, packing: Packing): unknown {
  if (value === null || typeof value !== "object") {
    if (typeof value === "function" || typeof value === "symbol") throw unsendable(value);
    return value;
  }
  if (packing.depth > 100) throw unsendable("a value that holds itself");
  const deeper = { ...packing, depth: packing.depth + 1 };
  if (ArrayBuffer.isView(value)) return moved(value, packing, false);
  if (Array.isArray(value)) return value.map((item) => packed(item, deeper));
  if (value instanceof Tensor) {
    const { shape, dtype } = value;
    const data = moved(value.hostData(), packing, packing.fresh);
    return { [tag]: "Tensor", data, shape: [...shape], dtype };
  }
  const fields = fieldsOf(value);
  if (fields !== undefined) return { [tag]: fields[0], ...inner(fields[1], deeper) };
  if (isPlain(value)) {
    if (!Object.hasOwn(value, tag)) return inner(value, deeper);
    const entries = Object.entries(value).map(([key, item]) => [key, packed(item, deeper)]);
    return { [tag]: "entries", entries };
  }
  if (value instanceof Map || value instanceof Set || value instanceof Date) return value;
  throw unsendable(value);
}

function inner(fields: object, packing: Packing): Record_ {
  return Object.fromEntries(
    Object.entries(fields).map(([key, item]) => [key, packed(item, packing)]),
  );
}

// What the constructors of the sample types take.
function fieldsOf(value: object): readonly [Kind, object] | undefined {
  if (value instanceof Image) {
    const { data, width, height, channels, orientation } = value;
    return ["Image", { data, width, height, channels, orientation }];
  }
  if (value instanceof BoundingBoxes) {
    const { data, format, canvasSize, clampingMode } = value;
    return ["BoundingBoxes", { data, format, canvasSize, clampingMode }];
  }
  if (value instanceof Mask) return ["Mask", { data: value.data, shape: value.shape }];
  if (value instanceof KeyPoints)
    return ["KeyPoints", { data: value.data, canvasSize: value.canvasSize }];
  if (value instanceof Video) return ["Video", { frames: value.frames }];
  return undefined;
}

const rebuild: Readonly<Record<Exclude<Kind, "entries">, (fields: never) => unknown>> = {
  Tensor: ({ data, shape, dtype }: Tensor & { data: TensorData }) =>
    Tensor.fromData(data, shape, dtype),
  Image: ({ data, ...info }: Image) => new Image(data, info),
  BoundingBoxes: ({ data, ...info }: BoundingBoxes) => new BoundingBoxes(data, info),
  Mask: ({ data, shape }: Mask) => new Mask(data, shape),
  KeyPoints: ({ data, ...info }: KeyPoints) => new KeyPoints(data, info),
  Video: ({ frames }: Video) => new Video(frames),
};

/** The value again, over the memory that was moved here. */
export function unpack(value: unknown): unknown {
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(unpack);
  if (!isPlain(value)) return value;
  const kind = value[tag] as Kind | undefined;
  if (kind === "entries")
    return Object.fromEntries((value["entries"] as [string, unknown][]).map(unpackEntry));
  const fields = Object.fromEntries(Object.entries(value).map(unpackEntry));
  if (kind === undefined) return fields;
  delete fields[tag];
  return rebuild[kind](fields as never);
}

function unpackEntry([key, item]: readonly [string, unknown]): [string, unknown] {
  return [key, unpack(item)];
}

// Shared memory cannot be moved, and a view of a part would take all the rest with it.
function moved(view: ArrayBufferView, { transfer }: Packing, fresh: boolean): ArrayBufferView {
  const { buffer } = view;
  if (fresh && buffer instanceof ArrayBuffer && buffer.byteLength === view.byteLength) {
    transfer.add(buffer);
    return view;
  }
  const copy = new Uint8Array(view.byteLength);
  copy.set(new Uint8Array(buffer, view.byteOffset, view.byteLength));
  transfer.add(copy.buffer);
  if (view instanceof DataView) return new DataView(copy.buffer);
  if (view instanceof Uint8Array) return copy;
  return new (view.constructor as new (buffer: ArrayBuffer) => ArrayBufferView)(copy.buffer);
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function unsendable(value: unknown) {
  const need = "samples and batches that can be sent between threads";
  const hint = "return tensors, images, plain objects and arrays, or set numWorkers: 0";
  return expected("DataLoader", need, value, hint);
}
