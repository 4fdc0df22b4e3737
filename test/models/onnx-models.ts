import { SimpleCnn } from "../../src/models/simple-cnn.ts";
import {
  BatchNorm2d,
  Conv2d,
  Dropout,
  Flatten,
  GELU,
  Linear,
  LSTM,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
  SiLU,
} from "../../src/nn/index.ts";
import { manualSeed, type Shape, Tensor } from "../../src/tensor/index.ts";
import { Rng } from "../../src/util/rng.ts";

/** LeNet's shape with batch norm, for images of 12 x 12. */
export class Lenet extends Module {
  conv1 = new Conv2d(1, 3, 3, { padding: 1 });
  norm = new BatchNorm2d(3);
  pool = new MaxPool2d(2);
  conv2 = new Conv2d(3, 4, 3);
  drop = new Dropout(0.5);
  fc = new Linear(4 * 2 * 2, 5);

  forward(x: Tensor): Tensor {
    const first = this.pool.forward(this.norm.forward(this.conv1.forward(x)).relu());
    const second = this.pool.forward(this.conv2.forward(first).relu());
    return this.fc.forward(this.drop.forward(second.flatten(1)));
  }
}

/** Names a sequence by its last output. */
export class LstmClassifier extends Module {
  lstm = new LSTM(4, 6, { numLayers: 2, bidirectional: true, batchFirst: true });
  fc = new Linear(12, 3);

  forward(x: Tensor): Tensor {
    const [output] = this.lstm.forward(x);
    return this.fc.forward(output.select(1, -1));
  }
}

/** Activations and products that ONNX Runtime has operators of its own for. */
export class Fused extends Module {
  first = new Linear(4, 4);
  rest = new Sequential(new GELU(), new SiLU(), new GELU("tanh"));

  forward(x: Tensor): Tensor {
    const y = this.rest.forward(this.first.forward(x)); // [n, 3, 4]
    return y.matmul(y.transpose(1, 2)).softmax(-1).flatten(1);
  }
}

export interface Exported {
  readonly model: Module;
  /** Shape of one sample. */
  readonly sample: Shape;
}

/** The models whose files are in fixtures/golden/onnx; their numbers are the same in every run. */
export const exportedModels: Readonly<Record<string, () => Exported>> = {
  mlp: () => seeded(() => new Sequential(new Linear(6, 8), new ReLU(), new Linear(8, 3)), [6]),
  lenet: () => {
    const { model, sample } = seeded(() => new Lenet(), [1, 12, 12]);
    const buffers = Object.fromEntries(model.namedBuffers());
    buffers["norm.running_mean"]!.assign(Tensor.fromData(Float32Array.of(0.1, -0.2, 0.3), [3]));
    buffers["norm.running_var"]!.assign(Tensor.fromData(Float32Array.of(0.5, 1.5, 2), [3]));
    return { model, sample };
  },
  lstm: () => seeded(() => new LstmClassifier(), [5, 4]),
  simple: () => seeded(() => new SimpleCnn({ size: 8, numClasses: 4 }), [1, 8, 8]),
  wide: () =>
    seeded(() => {
      const features = [new Conv2d(3, 24, 3, { bias: false }), new BatchNorm2d(24), new ReLU()];
      const head = [new Linear(24 * 36, 20), new ReLU(), new Linear(20, 3)];
      return new Sequential(...features, new Flatten(), ...head);
    }, [3, 8, 8]),
  fused: () => seeded(() => new Fused(), [3, 4]),
};

/** Numbers in -1..1, the same for the same shape. */
export function numbers(shape: Shape): Tensor {
  const rng = new Rng(11);
  const size = shape.reduce((product, length) => product * length, 1);
  return Tensor.fromData(
    Float32Array.from({ length: size }, () => 2 * rng.next() - 1),
    shape,
  );
}

function seeded(make: () => Module, sample: Shape): Exported {
  manualSeed(4);
  return { model: make(), sample };
}
