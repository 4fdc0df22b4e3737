import { labels, numbers } from "./numbers.ts";

/** The nets of the benchmarks. */
export type NetName = "mlp" | "cnn" | "resnet18" | "lstm";

/** What is done with a net: a training step, or a forward pass without gradients. */
export type Mode = "train" | "eval";

/** One named array of a workload. */
export interface Weights {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Everything that a training step depends on, so that all peers compute the same numbers. */
export interface Workload {
  readonly net: NetName;
  readonly mode: Mode;
  readonly lr: number;
  readonly batchSize: number;
  /** Shape of one input. */
  readonly input: readonly number[];
  /** Batches that a peer goes round in. */
  readonly batches: number;
  /** Parameters with PyTorch's names and shapes; what is missing keeps its first value. */
  readonly weights: readonly Weights[];
  /** `[batches, batchSize, ...input]` in [-1, 1), what `Normalize([0.5], [0.5])` makes of pixels. */
  readonly images: Float32Array;
  /** `[batches, batchSize]`, class numbers below 10. */
  readonly labels: Uint8Array;
}

type Shapes = Readonly<Record<string, readonly number[]>>;

const shapes: Readonly<Record<NetName, Shapes>> = {
  mlp: {
    "fc1.weight": [128, 784],
    "fc1.bias": [128],
    "fc2.weight": [10, 128],
    "fc2.bias": [10],
  },
  cnn: {
    "conv1.weight": [32, 1, 3, 3],
    "conv1.bias": [32],
    "conv2.weight": [64, 32, 3, 3],
    "conv2.bias": [64],
    "fc.weight": [10, 3136],
    "fc.bias": [10],
  },
  resnet18: resnet18(),
  lstm: {
    "lstm.weight_ih_l0": [512, 64],
    "lstm.weight_hh_l0": [512, 128],
    "lstm.bias_ih_l0": [512],
    "lstm.bias_hh_l0": [512],
    "fc.weight": [10, 128],
    "fc.bias": [10],
  },
};

const inputs: Readonly<Record<NetName, readonly number[]>> = {
  mlp: [1, 28, 28],
  cnn: [1, 28, 28],
  resnet18: [3, 128, 128],
  lstm: [32, 64],
};

// Convolutions and the linear layer; the scales and shifts of batch norm start as ones and zeros.
function resnet18(): Shapes {
  const all: Record<string, readonly number[]> = { "conv1.weight": [64, 3, 7, 7] };
  let into = 64;
  [64, 128, 256, 512].forEach((width, i) => {
    for (const block of [0, 1]) {
      const name = `layer${i + 1}.${block}`;
      all[`${name}.conv1.weight`] = [width, into, 3, 3];
      all[`${name}.conv2.weight`] = [width, width, 3, 3];
      if (into !== width) all[`${name}.downsample.0.weight`] = [width, into, 1, 1];
      into = width;
    }
  });
  return { ...all, "fc.weight": [1000, 512], "fc.bias": [1000] };
}

/** How a workload may differ from a training step on four batches of 64. */
export interface WorkloadOptions {
  readonly mode?: Mode;
  readonly batchSize?: number;
  readonly batches?: number;
  readonly input?: readonly number[];
  /** Default 0.01. */
  readonly lr?: number;
}

/** Work with `net`: batches of inputs of its size, ten classes, SGD. */
export function workload(
  net: NetName,
  {
    mode = "train",
    batchSize = 64,
    batches = 4,
    input = inputs[net],
    lr = 0.01,
  }: WorkloadOptions = {},
): Workload {
  const count = batches * batchSize;
  return {
    net,
    mode,
    lr,
    batchSize,
    batches,
    input,
    weights: Object.entries(shapes[net]).map(([name, shape], i) => ({
      name,
      shape,
      data: initial(name, shape, shapes[net], i + 1),
    })),
    images: numbers(count * input.reduce((product, size) => product * size, 1), 100, -1, 1),
    labels: labels(count, 101, 10),
  };
}

// PyTorch's first weights and biases: uniform in +-1/sqrt(fanIn), of an LSTM in +-1/sqrt(hidden).
function initial(name: string, shape: readonly number[], all: Shapes, seed: number): Float32Array {
  const [, ...inner] = name.startsWith("lstm.") ? [0, 128] : all[name.replace("bias", "weight")]!;
  const bound = 1 / Math.sqrt(inner.reduce((product, size) => product * size, 1));
  return numbers(
    shape.reduce((product, size) => product * size, 1),
    seed,
    -bound,
    bound,
  );
}
