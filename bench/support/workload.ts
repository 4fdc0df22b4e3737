import { labels, numbers } from "./numbers.ts";

/** The nets that every peer knows how to build. */
export type NetName = "mlp" | "cnn";

/** One named array of a workload. */
export interface Weights {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Everything that a training step depends on, so that all peers compute the same numbers. */
export interface Workload {
  readonly net: NetName;
  readonly lr: number;
  readonly batchSize: number;
  /** Batches that a peer goes round in. */
  readonly batches: number;
  /** Parameters with PyTorch's names and shapes. */
  readonly weights: readonly Weights[];
  /** `[batches, batchSize, 1, 28, 28]` in [-1, 1), what `Normalize([0.5], [0.5])` makes of pixels. */
  readonly images: Float32Array;
  /** `[batches, batchSize]`, class numbers below 10. */
  readonly labels: Uint8Array;
}

const shapes: Readonly<Record<NetName, Readonly<Record<string, readonly number[]>>>> = {
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
};

/** The training step of `net`: batches of 64 images of 28x28, ten classes, SGD with rate 0.01. */
export function workload(net: NetName, { batchSize = 64, batches = 4 } = {}): Workload {
  const count = batches * batchSize;
  return {
    net,
    lr: 0.01,
    batchSize,
    batches,
    weights: Object.entries(shapes[net]).map(([name, shape], i) => ({
      name,
      shape,
      data: initial(name, shape, shapes[net], i + 1),
    })),
    images: numbers(count * 784, 100, -1, 1),
    labels: labels(count, 101, 10),
  };
}

// PyTorch's first weights and biases: uniform in +-1/sqrt(fanIn).
function initial(
  name: string,
  shape: readonly number[],
  all: Readonly<Record<string, readonly number[]>>,
  seed: number,
): Float32Array {
  const [, ...inner] = all[name.replace("bias", "weight")]!;
  const bound = 1 / Math.sqrt(inner.reduce((product, size) => product * size, 1));
  return numbers(
    shape.reduce((product, size) => product * size, 1),
    seed,
    -bound,
    bound,
  );
}
