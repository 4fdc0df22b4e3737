const belowTrain = [
  ...["util", "tensor", "sample", "io", "ops", "transforms", "utils", "datasets"],
  ...["nn", "optim", "models"],
];

/** Who may import whom below `src/`, in the order of the data; a folder may import itself. */
export const importTable: Readonly<Record<string, readonly string[]>> = {
  util: [],
  tensor: ["util"],
  sample: ["util", "tensor"],
  io: ["sample", "tensor", "util"],
  ops: ["sample", "tensor", "util"],
  transforms: ["sample", "tensor", "util", "ops"],
  utils: ["io", "sample", "tensor", "util", "ops"],
  testing: ["sample", "tensor", "util", "ops", "transforms"],
  datasets: ["io", "sample", "tensor", "util"],
  nn: ["tensor", "util"],
  optim: ["nn", "tensor", "util"],
  models: ["nn", "tensor", "io", "util", "transforms"],
  train: belowTrain,
  cli: [...belowTrain, "train"],
};

/** Files that may import a folder beyond their own folder's row, each with the reason. */
export const importExceptions: Readonly<Record<string, readonly string[]>> = {
  // Rebuilds datasets with their transforms inside a thread; no other file imports this one.
  "src/datasets/loader/worker-entry.ts": ["transforms"],
  // Asks transforms that somebody made whether they are ours, once there are some.
  "src/datasets/loader/own-transforms.ts": ["transforms"],
};

/** Packages that exactly one file may import, so that replacing one is a change in one place. */
export const onlyFrom: Readonly<Record<string, string>> = {
  sharp: "src/io/codec.ts",
  yauzl: "src/io/zip-entries.ts",
  "modern-tar": "src/io/tar-entries.ts",
  "xz-decompress": "src/io/xz.ts",
  hyparquet: "src/io/parquet-file.ts",
  "h5wasm/node": "src/io/hdf5.ts",
  "onnxruntime-node": "src/tensor/runtime/load-onnxruntime.ts",
};

/**
 * Parts of `tensor` that a transform may see: tensors that hold a typed array. What computes would
 * load the engine.
 */
export const hostTensorFiles: readonly string[] = [
  "src/tensor/index.ts",
  "src/tensor/tensor.ts",
  "src/tensor/dtype.ts",
  "src/tensor/shape.ts",
];

/** Hidden inputs: a result that depends on one of these cannot be repeated. */
export const hiddenInputs: readonly string[] = [
  "Math.random",
  "Date.now",
  "performance.now",
  "process.hrtime",
  "new Date",
];

/** Files outside `cli` that may read the clock, each with the reason. */
export const clockAllowed: Readonly<Record<string, string>> = {
  "src/tensor/debug.ts": "prints how long compiling took, where TSVISION_DEBUG asks for it",
  "src/train/progress.ts": "how often a line is printed depends on time; no result does",
};
