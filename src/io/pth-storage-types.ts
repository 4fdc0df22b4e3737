import type { DType } from "../tensor/index.ts";

/** An element type of PyTorch's storages. */
export interface StorageType {
  readonly bytes: number;
  /** What it becomes in memory: the same or, without loss, a wider type. */
  readonly dtype: DType;
  /** safetensors' name of the type. */
  readonly stored: string;
}

/** The storage classes that we read. */
export const storageTypes: ReadonlyMap<string, StorageType> = new Map<string, StorageType>([
  ["torch.FloatStorage", { bytes: 4, dtype: "float32", stored: "F32" }],
  ["torch.DoubleStorage", { bytes: 8, dtype: "float64", stored: "F64" }],
  ["torch.LongStorage", { bytes: 8, dtype: "int64", stored: "I64" }],
  ["torch.IntStorage", { bytes: 4, dtype: "int32", stored: "I32" }],
  ["torch.ByteStorage", { bytes: 1, dtype: "uint8", stored: "U8" }],
  ["torch.BoolStorage", { bytes: 1, dtype: "bool", stored: "BOOL" }],
  ["torch.HalfStorage", { bytes: 2, dtype: "float32", stored: "F16" }],
  ["torch.BFloat16Storage", { bytes: 2, dtype: "float32", stored: "BF16" }],
  ["torch.ShortStorage", { bytes: 2, dtype: "int32", stored: "I16" }],
  ["torch.CharStorage", { bytes: 1, dtype: "int32", stored: "I8" }],
]);

const elementTypes =
  "float16 bfloat16 float32 float64 uint8 int8 int16 int32 int64 bool complex64 complex128";

/** Element types that a file names as values: text on reading. */
export const dtypeNames: ReadonlySet<string> = new Set(
  elementTypes.split(" ").map((name) => `torch.${name}`),
);

/** Names in honest files for what no tensor of ours can hold: other elements, other layouts. */
export const unreadTensors: ReadonlySet<string> = new Set([
  "torch.ComplexFloatStorage",
  "torch.ComplexDoubleStorage",
  "torch.QInt8Storage",
  "torch.QUInt8Storage",
  "torch.QInt32Storage",
  "torch.QUInt4x2Storage",
  "torch.QUInt2x4Storage",
  "torch.storage.UntypedStorage", // of PyTorch 2's unsigned and 8-bit floating types
  "torch._utils._rebuild_tensor_v3",
  "torch._utils._rebuild_qtensor",
  "torch._utils._rebuild_sparse_tensor",
  "torch._utils._rebuild_sparse_csr_tensor",
  "torch._utils._rebuild_nested_tensor",
  "torch._utils._rebuild_meta_tensor_no_storage",
  "torch._utils._rebuild_wrapper_subclass",
  "torch._tensor._rebuild_from_type_v2", // a tensor with attributes, or of a class of its own
]);
