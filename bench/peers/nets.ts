import { Conv2d, Flatten, Linear, LSTM, MaxPool2d, Module, ReLU } from "../../src/nn/index.ts";
import type { Tensor } from "../../src/tensor/index.ts";
import type { NetName } from "../support/workload.ts";
import { Resnet18 } from "./resnet18.ts";

/** The course program's net: `[n, 1, 28, 28]` -> `[n, 10]`. */
export class Mlp extends Module {
  readonly flatten = new Flatten();
  readonly fc1 = new Linear(784, 128);
  readonly relu = new ReLU();
  readonly fc2 = new Linear(128, 10);

  forward(x: Tensor): Tensor {
    return this.fc2.forward(this.relu.forward(this.fc1.forward(this.flatten.forward(x))));
  }
}

/** Two convolutions with pooling and a linear layer: `[n, 1, 28, 28]` -> `[n, 10]`. */
export class Cnn extends Module {
  readonly conv1 = new Conv2d(1, 32, 3, { padding: 1 });
  readonly conv2 = new Conv2d(32, 64, 3, { padding: 1 });
  readonly relu = new ReLU();
  readonly pool = new MaxPool2d(2);
  readonly flatten = new Flatten();
  readonly fc = new Linear(3136, 10);

  forward(x: Tensor): Tensor {
    const half = this.pool.forward(this.relu.forward(this.conv1.forward(x))); // [n, 32, 14, 14]
    const quarter = this.pool.forward(this.relu.forward(this.conv2.forward(half))); // [n, 64, 7, 7]
    return this.fc.forward(this.flatten.forward(quarter));
  }
}

/** A recurrent layer and a linear one on its last output: `[n, 32, 64]` -> `[n, 10]`. */
export class Lstm extends Module {
  readonly lstm = new LSTM(64, 128, { batchFirst: true });
  readonly fc = new Linear(128, 10);

  forward(x: Tensor): Tensor {
    const [out] = this.lstm.forward(x);
    return this.fc.forward(out.narrow(1, x.shape[1]! - 1, 1).squeeze(1));
  }
}

/** Makers of the nets that the benchmarks train. */
export const nets: Readonly<Record<NetName, () => Module>> = {
  mlp: () => new Mlp(),
  cnn: () => new Cnn(),
  resnet18: () => new Resnet18(),
  lstm: () => new Lstm(),
};
