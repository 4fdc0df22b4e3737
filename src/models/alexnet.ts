import {
  AdaptiveAvgPool2d,
  Conv2d,
  Dropout,
  Linear,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
} from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { checkOptions } from "./check-options.ts";

/** Options of AlexNet. */
export interface AlexNetOptions {
  /** Default 1000. */
  readonly numClasses?: number;
  /** The share that training drops before both hidden layers. Default 0.5. */
  readonly dropout?: number;
}

/**
 * AlexNet in the widths of "One weird trick" (Krizhevsky 2014): `[n, 3, h, w]`, edges of at least 63 ->
 * logits `[n, numClasses]`. torchvision's `AlexNet`.
 * @example new AlexNet({ numClasses: 10 }).forward(zeros([1, 3, 64, 64])).shape; // [1, 10]
 */
export class AlexNet extends Module {
  readonly features = new Sequential(
    new Conv2d(3, 64, 11, { stride: 4, padding: 2 }),
    new ReLU(),
    new MaxPool2d(3, { stride: 2 }),
    new Conv2d(64, 192, 5, { padding: 2 }),
    new ReLU(),
    new MaxPool2d(3, { stride: 2 }),
    new Conv2d(192, 384, 3, { padding: 1 }),
    new ReLU(),
    new Conv2d(384, 256, 3, { padding: 1 }),
    new ReLU(),
    new Conv2d(256, 256, 3, { padding: 1 }),
    new ReLU(),
    new MaxPool2d(3, { stride: 2 }),
  );
  readonly avgpool = new AdaptiveAvgPool2d(6);
  readonly classifier: Sequential;

  constructor(options: AlexNetOptions = {}) {
    super();
    checkOptions("AlexNet", options, ["numClasses", "dropout"]);
    const { numClasses = 1000, dropout = 0.5 } = options;
    this.classifier = new Sequential(
      new Dropout(dropout),
      new Linear(256 * 6 * 6, 4096),
      new ReLU(),
      new Dropout(dropout),
      new Linear(4096, 4096),
      new ReLU(),
      new Linear(4096, numClasses),
    );
  }

  forward(x: Tensor): Tensor {
    const features = this.avgpool.forward(this.features.forward(x)); // [n, 256, 6, 6]
    return this.classifier.forward(features.flatten(1));
  }
}

/** The builders of this family. */
export const alexnet = {
  alexnet: {
    build: (options: AlexNetOptions = {}) => new AlexNet(options),
    summary: "AlexNet, Krizhevsky 2014",
  },
} as const;
