import type { StorageType } from "./pth-storage-types.ts";

/** A name in a pickle that stands for a class or function: never looked up, only compared. */
export interface PickleGlobal {
  readonly kind: "global";
  readonly name: string;
}

/** A tuple or a `torch.Size`. */
export interface PickleTuple {
  readonly kind: "tuple";
  readonly items: readonly PickleValue[];
}

/** A `collections.OrderedDict`; its attributes (`_metadata` of state dicts) are not kept. */
export interface PickleOrdered {
  readonly kind: "ordered";
  readonly entries: Map<PickleKey, PickleValue>;
}

/** An `argparse.Namespace`: torchvision's training script saves its arguments as one. */
export interface PickleNamespace {
  readonly kind: "namespace";
  /** Its attributes by name. */
  entries: Map<PickleKey, PickleValue>;
}

/** A `torch.device`. */
export interface PickleDevice {
  readonly kind: "device";
  readonly text: string;
}

/** The numbers that tensors look into. */
export interface PickleStorage {
  readonly kind: "storage";
  readonly key: string;
  readonly type: StorageType;
  /** Elements. */
  readonly length: number;
  /** Little-endian; absent until the container has come to them. */
  bytes?: Uint8Array;
  /** The first byte's place in the file. */
  start: number;
  /** The bytes, aligned for elements of this size. */
  words?: Words;
}

/** Elements as whole numbers of their size, so that no bit changes on the way. */
export type Words = Uint8Array | Uint16Array | Uint32Array | BigUint64Array;

/** A view of a storage, checked to lie inside it. */
export interface PickleTensor {
  readonly kind: "tensor";
  readonly storage: PickleStorage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly requiresGrad: boolean;
  readonly parameter: boolean;
}

/** An element type of numpy, by its short name: "u1", "i8". */
export interface PickleDtype {
  readonly kind: "dtype";
  readonly name: string;
  /** Little-endian, as far as it matters. */
  little: boolean;
}

/** An array of numpy; empty until its state has come. */
export interface PickleArray {
  readonly kind: "array";
  shape: readonly number[];
  dtype: PickleDtype | undefined;
  /** The elements' bytes, the last dimension fastest. */
  data: Uint8Array;
}

/** Whole numbers from 2^53 on are bigints. */
export type PickleKey = string | number | bigint | boolean | null;

/** Everything that the restricted unpickler can build. */
export type PickleValue =
  | PickleKey
  | PickleValue[]
  | Map<PickleKey, PickleValue>
  | PickleGlobal
  | PickleTuple
  | PickleOrdered
  | PickleNamespace
  | PickleDevice
  | PickleStorage
  | PickleTensor
  | PickleDtype
  | PickleArray;

/** What a value is, for messages. */
export function pickleKind(value: PickleValue | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "None";
  if (typeof value !== "object") return typeof value;
  if (Array.isArray(value)) return "list";
  if (value instanceof Map || value.kind === "ordered") return "dict";
  return value.kind === "global" ? `the global ${value.name}` : value.kind;
}
