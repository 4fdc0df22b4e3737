import {
  AdaptiveAvgPool2d,
  AvgPool2d,
  Conv2d,
  Dropout,
  init,
  Linear,
  MaxPool2d,
  Module,
} from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { BasicConv2d } from "./blocks/basic-conv.ts";
import { transformInput } from "./blocks/transform-input.ts";
import { checkOptions } from "./check-options.ts";
import { inceptionA, inceptionB, inceptionC, inceptionD, inceptionE } from "./inception-blocks.ts";

/** Options of InceptionV3. */
export interface InceptionV3Options {
  /** Default 1000. */
  readonly numClasses?: number;
  /** One more head in the middle, for training. Default true. */
  readonly auxLogits?: boolean;
  /** Turn ImageNet's normalisation into that of the published weights. Default false. */
  readonly transformInput?: boolean;
  /** The share that training drops before the last layer. Default 0.5. */
  readonly dropout?: number;
}

/** What `forwardWithAux` gives: each `[n, numClasses]`. */
export interface InceptionOutputs {
  readonly logits: Tensor;
  readonly auxLogits: Tensor | undefined;
}

/** The head in the middle of the net. */
class InceptionAux extends Module {
  readonly conv0 = new BasicConv2d(768, 128, 1);
  readonly conv1 = new BasicConv2d(128, 768, 5);
  readonly fc: Linear;
  readonly #first = new AvgPool2d(5, { stride: 3 });
  readonly #last = new AdaptiveAvgPool2d(1);

  constructor(numClasses: number) {
    super();
    this.fc = new Linear(768, numClasses);
  }

  forward(x: Tensor): Tensor {
    const deep = this.conv1.forward(this.conv0.forward(this.#first.forward(x)));
    return this.fc.forward(this.#last.forward(deep).flatten(1));
  }
}

/**
 * Factored views side by side (Szegedy et al. 2015): `[n, 3, h, w]`, edges of at least 75, made for 299 ->
 * logits `[n, numClasses]`. torchvision's `Inception3`; its head in the middle is asked for by
 * `forwardWithAux`.
 * @example new InceptionV3({ numClasses: 10 }).forward(zeros([1, 3, 80, 80])).shape; // [1, 10]
 */
export class InceptionV3 extends Module {
  readonly Conv2d_1a_3x3 = new BasicConv2d(3, 32, 3, { stride: 2 });
  readonly Conv2d_2a_3x3 = new BasicConv2d(32, 32, 3);
  readonly Conv2d_2b_3x3 = new BasicConv2d(32, 64, 3, { padding: 1 });
  readonly maxpool1 = new MaxPool2d(3, { stride: 2 });
  readonly Conv2d_3b_1x1 = new BasicConv2d(64, 80, 1);
  readonly Conv2d_4a_3x3 = new BasicConv2d(80, 192, 3);
  readonly maxpool2 = new MaxPool2d(3, { stride: 2 });
  readonly Mixed_5b = inceptionA(192, 32);
  readonly Mixed_5c = inceptionA(256, 64);
  readonly Mixed_5d = inceptionA(288, 64);
  readonly Mixed_6a = inceptionB(288);
  readonly Mixed_6b = inceptionC(768, 128);
  readonly Mixed_6c = inceptionC(768, 160);
  readonly Mixed_6d = inceptionC(768, 160);
  readonly Mixed_6e = inceptionC(768, 192);
  readonly AuxLogits: InceptionAux | undefined;
  readonly Mixed_7a = inceptionD(768);
  readonly Mixed_7b = inceptionE(1280);
  readonly Mixed_7c = inceptionE(2048);
  readonly avgpool = new AdaptiveAvgPool2d(1);
  readonly dropout: Dropout;
  readonly fc: Linear;
  readonly #transforms: boolean;

  constructor(options: InceptionV3Options = {}) {
    super();
    checkOptions("InceptionV3", options, ["numClasses", "auxLogits", "transformInput", "dropout"]);
    const { numClasses = 1000, auxLogits = true, dropout = 0.5 } = options;
    this.#transforms = options.transformInput ?? false;
    if (auxLogits) this.AuxLogits = new InceptionAux(numClasses);
    this.dropout = new Dropout(dropout);
    this.fc = new Linear(2048, numClasses);
    this.apply((module) => this.#initialize(module));
  }

  forward(x: Tensor): Tensor {
    return this.#run(x, false).logits;
  }

  /** The logits, and those of the head in the middle where the net has it. */
  forwardWithAux(x: Tensor): InceptionOutputs {
    return this.#run(x, true);
  }

  #run(x: Tensor, aux: boolean): InceptionOutputs {
    const stem = [
      ...[this.Conv2d_1a_3x3, this.Conv2d_2a_3x3, this.Conv2d_2b_3x3, this.maxpool1],
      ...[this.Conv2d_3b_1x1, this.Conv2d_4a_3x3, this.maxpool2],
    ];
    const middle = [
      ...[this.Mixed_5b, this.Mixed_5c, this.Mixed_5d, this.Mixed_6a],
      ...[this.Mixed_6b, this.Mixed_6c, this.Mixed_6d, this.Mixed_6e],
    ];
    const last = [this.Mixed_7a, this.Mixed_7b, this.Mixed_7c];
    const through = (row: readonly Module[], value: Tensor) =>
      row.reduce((inner, module) => module.forward(inner), value);
    const halfway = through(middle, through(stem, this.#transforms ? transformInput(x) : x));
    const features = this.avgpool.forward(through(last, halfway)).flatten(1); // [n, 2048]
    return {
      logits: this.fc.forward(this.dropout.forward(features)),
      auxLogits: aux ? this.AuxLogits?.forward(halfway) : undefined,
    };
  }

  // The head in the middle starts with smaller weights.
  #initialize(module: unknown): void {
    if (!(module instanceof Conv2d || module instanceof Linear)) return;
    const { AuxLogits } = this;
    const std = module === AuxLogits?.conv1.conv ? 0.01 : module === AuxLogits?.fc ? 0.001 : 0.1;
    init.truncNormal(module.weight, { std, low: -2, high: 2 });
  }
}

/** The builders of this family. */
export const inception = {
  inception_v3: {
    build: (options: InceptionV3Options = {}) => new InceptionV3(options),
    summary: "Inception v3, Szegedy et al. 2015",
  },
} as const;
