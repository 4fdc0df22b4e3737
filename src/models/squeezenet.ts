import {
  AdaptiveAvgPool2d,
  Conv2d,
  Dropout,
  init,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
} from "../nn/index.ts";
import { cat, type Tensor } from "../tensor/index.ts";
import { checkOptions } from "./check-options.ts";

/** Options of SqueezeNet. */
export interface SqueezeNetOptions {
  /** Default 1000. */
  readonly numClasses?: number;
  /** The share that training drops before the last convolution. Default 0.5. */
  readonly dropout?: number;
}

/** A 1x1 convolution to few channels, then 1x1 and 3x3 ones side by side. */
class Fire extends Module {
  readonly squeeze: Conv2d;
  readonly squeeze_activation = new ReLU();
  readonly expand1x1: Conv2d;
  readonly expand1x1_activation = new ReLU();
  readonly expand3x3: Conv2d;
  readonly expand3x3_activation = new ReLU();

  constructor(into: number, squeezed: number, expanded: number) {
    super();
    this.squeeze = new Conv2d(into, squeezed, 1);
    this.expand1x1 = new Conv2d(squeezed, expanded, 1);
    this.expand3x3 = new Conv2d(squeezed, expanded, 3, { padding: 1 });
  }

  forward(x: Tensor): Tensor {
    const few = this.squeeze_activation.forward(this.squeeze.forward(x));
    const one = this.expand1x1_activation.forward(this.expand1x1.forward(few));
    const three = this.expand3x3_activation.forward(this.expand3x3.forward(few));
    return cat([one, three], 1);
  }
}

// Numbers are [in, squeezed, expanded] of a Fire module; "M" halves the size, rounding up.
const layouts = {
  "1_0": {
    stem: () => new Conv2d(3, 96, 7, { stride: 2 }),
    body: [
      "M",
      ...[[96, 16, 64], [128, 16, 64], [128, 32, 128], "M"],
      ...[[256, 32, 128], [256, 48, 192], [384, 48, 192], [384, 64, 256], "M", [512, 64, 256]],
    ],
  },
  "1_1": {
    stem: () => new Conv2d(3, 64, 3, { stride: 2 }),
    body: [
      "M",
      ...[[64, 16, 64], [128, 16, 64], "M", [128, 32, 128], [256, 32, 128], "M"],
      ...[
        [256, 48, 192],
        [384, 48, 192],
        [384, 64, 256],
        [512, 64, 256],
      ],
    ],
  },
} as const;

/**
 * Few parameters by squeezing channels (Iandola et al. 2016): `[n, 3, h, w]`, edges of at least 21 ->
 * logits `[n, numClasses]`. torchvision's `SqueezeNet`.
 * @example squeezenet.squeezenet1_1.build({ numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class SqueezeNet extends Module {
  readonly features: Sequential;
  readonly classifier: Sequential;

  constructor(version: keyof typeof layouts, options: SqueezeNetOptions = {}) {
    super();
    checkOptions("SqueezeNet", options, ["numClasses", "dropout"]);
    const { numClasses = 1000, dropout = 0.5 } = options;
    const { stem, body } = layouts[version];
    const layers = body.map((part) =>
      part === "M"
        ? new MaxPool2d(3, { stride: 2, ceilMode: true })
        : new Fire(...(part as unknown as [number, number, number])),
    );
    const last = new Conv2d(512, numClasses, 1);
    this.features = new Sequential(stem(), new ReLU(), ...layers);
    this.classifier = new Sequential(
      new Dropout(dropout),
      last,
      new ReLU(),
      new AdaptiveAvgPool2d(1),
    );
    this.apply((module) => {
      if (!(module instanceof Conv2d)) return;
      if (module === last) init.normal(module.weight, 0, 0.01);
      else init.kaimingUniform(module.weight);
      if (module.bias) init.zeros(module.bias);
    });
  }

  forward(x: Tensor): Tensor {
    return this.classifier.forward(this.features.forward(x)).flatten(1);
  }
}

/** The builders of this family. */
export const squeezenet = {
  squeezenet1_0: {
    build: (options: SqueezeNetOptions = {}) => new SqueezeNet("1_0", options),
    summary: "SqueezeNet 1.0, Iandola et al. 2016",
  },
  squeezenet1_1: {
    build: (options: SqueezeNetOptions = {}) => new SqueezeNet("1_1", options),
    summary: "SqueezeNet 1.1, Iandola et al. 2016",
  },
} as const;
