import {
  AdaptiveAvgPool2d,
  Conv2d,
  Dropout,
  init,
  Linear,
  MaxPool2d,
  Module,
  Sequential,
} from "../nn/index.ts";
import { cat, type Tensor } from "../tensor/index.ts";
import { BasicConv2d } from "./blocks/basic-conv.ts";
import { transformInput } from "./blocks/transform-input.ts";
import { checkOptions } from "./check-options.ts";

/** Options of GoogLeNet. */
export interface GoogLeNetOptions {
  /** Default 1000. */
  readonly numClasses?: number;
  /** Two more heads in the middle, for training. Default true. */
  readonly auxLogits?: boolean;
  /** Turn ImageNet's normalisation into that of the published weights. Default false. */
  readonly transformInput?: boolean;
  /** The share that training drops before the last layer. Default 0.2. */
  readonly dropout?: number;
  /** The share that training drops in the two more heads. Default 0.7. */
  readonly dropoutAux?: number;
}

/** What `forwardWithAux` gives: each `[n, numClasses]`. */
export interface GoogLeNetOutputs {
  readonly logits: Tensor;
  /** Of the later of both heads. */
  readonly auxLogits2: Tensor | undefined;
  readonly auxLogits1: Tensor | undefined;
}

type Widths = readonly [number, number, number, number, number, number];

/** 1x1, 3x3, 3x3 (5x5 in the paper) and pooled views side by side. */
class Inception extends Module {
  readonly branch1: BasicConv2d;
  readonly branch2: Sequential;
  readonly branch3: Sequential;
  readonly branch4: Sequential;

  constructor(into: number, [one, few3, three, few5, five, pooled]: Widths) {
    super();
    this.branch1 = new BasicConv2d(into, one, 1);
    this.branch2 = new Sequential(
      new BasicConv2d(into, few3, 1),
      new BasicConv2d(few3, three, 3, { padding: 1 }),
    );
    this.branch3 = new Sequential(
      new BasicConv2d(into, few5, 1),
      new BasicConv2d(few5, five, 3, { padding: 1 }),
    );
    this.branch4 = new Sequential(
      new MaxPool2d(3, { stride: 1, padding: 1, ceilMode: true }),
      new BasicConv2d(into, pooled, 1),
    );
  }

  forward(x: Tensor): Tensor {
    const { branch1, branch2, branch3, branch4 } = this;
    return cat(
      [branch1, branch2, branch3, branch4].map((branch) => branch.forward(x)),
      1,
    );
  }
}

/** A head in the middle of the net. */
class InceptionAux extends Module {
  readonly conv: BasicConv2d;
  readonly fc1 = new Linear(2048, 1024);
  readonly fc2: Linear;
  readonly dropout: Dropout;
  readonly #pool = new AdaptiveAvgPool2d(4);

  constructor(into: number, numClasses: number, dropout: number) {
    super();
    this.conv = new BasicConv2d(into, 128, 1);
    this.fc2 = new Linear(1024, numClasses);
    this.dropout = new Dropout(dropout);
  }

  forward(x: Tensor): Tensor {
    const pooled = this.conv.forward(this.#pool.forward(x)); // [n, 128, 4, 4]
    return this.fc2.forward(this.dropout.forward(this.fc1.forward(pooled.flatten(1)).relu()));
  }
}

/**
 * Views of several sizes side by side (Szegedy et al. 2014): `[n, 3, h, w]` -> logits `[n, numClasses]`.
 * torchvision's `GoogLeNet`; its heads in the middle are asked for by `forwardWithAux`.
 * @example new GoogLeNet({ numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class GoogLeNet extends Module {
  readonly conv1 = new BasicConv2d(3, 64, 7, { stride: 2, padding: 3 });
  readonly maxpool1 = new MaxPool2d(3, { stride: 2, ceilMode: true });
  readonly conv2 = new BasicConv2d(64, 64, 1);
  readonly conv3 = new BasicConv2d(64, 192, 3, { padding: 1 });
  readonly maxpool2 = new MaxPool2d(3, { stride: 2, ceilMode: true });
  readonly inception3a = new Inception(192, [64, 96, 128, 16, 32, 32]);
  readonly inception3b = new Inception(256, [128, 128, 192, 32, 96, 64]);
  readonly maxpool3 = new MaxPool2d(3, { stride: 2, ceilMode: true });
  readonly inception4a = new Inception(480, [192, 96, 208, 16, 48, 64]);
  readonly inception4b = new Inception(512, [160, 112, 224, 24, 64, 64]);
  readonly inception4c = new Inception(512, [128, 128, 256, 24, 64, 64]);
  readonly inception4d = new Inception(512, [112, 144, 288, 32, 64, 64]);
  readonly inception4e = new Inception(528, [256, 160, 320, 32, 128, 128]);
  readonly maxpool4 = new MaxPool2d(2, { stride: 2, ceilMode: true });
  readonly inception5a = new Inception(832, [256, 160, 320, 32, 128, 128]);
  readonly inception5b = new Inception(832, [384, 192, 384, 48, 128, 128]);
  readonly aux1: InceptionAux | undefined;
  readonly aux2: InceptionAux | undefined;
  readonly avgpool = new AdaptiveAvgPool2d(1);
  readonly dropout: Dropout;
  readonly fc: Linear;
  readonly #transforms: boolean;

  constructor(options: GoogLeNetOptions = {}) {
    super();
    const known = ["numClasses", "auxLogits", "transformInput", "dropout", "dropoutAux"];
    checkOptions("GoogLeNet", options, known);
    const { numClasses = 1000, auxLogits = true, dropout = 0.2, dropoutAux = 0.7 } = options;
    this.#transforms = options.transformInput ?? false;
    if (auxLogits) {
      this.aux1 = new InceptionAux(512, numClasses, dropoutAux);
      this.aux2 = new InceptionAux(528, numClasses, dropoutAux);
    }
    this.dropout = new Dropout(dropout);
    this.fc = new Linear(1024, numClasses);
    this.apply((module) => {
      if (module instanceof Conv2d || module instanceof Linear)
        init.truncNormal(module.weight, { std: 0.01, low: -2, high: 2 });
    });
  }

  forward(x: Tensor): Tensor {
    return this.#run(x, false).logits;
  }

  /** The logits, and those of both heads in the middle where the net has them. */
  forwardWithAux(x: Tensor): GoogLeNetOutputs {
    return this.#run(x, true);
  }

  #run(x: Tensor, aux: boolean): GoogLeNetOutputs {
    const stem = this.maxpool1.forward(
      this.conv1.forward(this.#transforms ? transformInput(x) : x),
    );
    const wide = this.maxpool2.forward(this.conv3.forward(this.conv2.forward(stem)));
    const third = this.inception3b.forward(this.inception3a.forward(wide));
    const early = this.inception4a.forward(this.maxpool3.forward(third));
    const middle = this.inception4c.forward(this.inception4b.forward(early));
    const late = this.inception4d.forward(middle);
    const fourth = this.maxpool4.forward(this.inception4e.forward(late));
    const last = this.inception5b.forward(this.inception5a.forward(fourth));
    const features = this.avgpool.forward(last).flatten(1); // [n, 1024]
    return {
      logits: this.fc.forward(this.dropout.forward(features)),
      auxLogits2: aux ? this.aux2?.forward(late) : undefined,
      auxLogits1: aux ? this.aux1?.forward(early) : undefined,
    };
  }
}

/** The builders of this family. */
export const googlenet = {
  googlenet: {
    build: (options: GoogLeNetOptions = {}) => new GoogLeNet(options),
    summary: "GoogLeNet, Szegedy et al. 2014",
  },
} as const;
