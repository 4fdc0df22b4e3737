import {
  AdaptiveAvgPool2d,
  BatchNorm2d,
  Conv2d,
  Dropout,
  Linear,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
} from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { initialize } from "./blocks/initialize.ts";
import { checkOptions } from "./check-options.ts";

/** Options of the VGG nets. */
export interface VGGOptions {
  /** Default 1000. */
  readonly numClasses?: number;
  /** The share that training drops after both hidden layers. Default 0.5. */
  readonly dropout?: number;
}

// Output channels of the 3x3 convolutions; "M" halves the size.
const layouts = {
  A: [64, "M", 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"],
  B: [64, 64, "M", 128, 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"],
  D: [
    64,
    64,
    "M",
    128,
    128,
    "M",
    ...[256, 256, 256, "M"],
    ...[512, 512, 512, "M", 512, 512, 512, "M"],
  ],
  E: [
    ...[64, 64, "M", 128, 128, "M", 256, 256, 256, 256, "M"],
    ...[512, 512, 512, 512, "M", 512, 512, 512, 512, "M"],
  ],
} as const;

/**
 * Plain stacks of 3x3 convolutions (Simonyan and Zisserman 2014): `[n, 3, h, w]`, edges of at least 32 ->
 * logits `[n, numClasses]`. torchvision's `VGG`.
 * @example vgg.vgg11_bn.build({ numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class VGG extends Module {
  readonly features: Sequential;
  readonly avgpool = new AdaptiveAvgPool2d(7);
  readonly classifier: Sequential;

  constructor(layout: keyof typeof layouts, batchNorm: boolean, options: VGGOptions = {}) {
    super();
    checkOptions("VGG", options, ["numClasses", "dropout"]);
    const { numClasses = 1000, dropout = 0.5 } = options;
    this.features = stack(layouts[layout], batchNorm);
    this.classifier = new Sequential(
      new Linear(512 * 7 * 7, 4096),
      new ReLU(),
      new Dropout(dropout),
      new Linear(4096, 4096),
      new ReLU(),
      new Dropout(dropout),
      new Linear(4096, numClasses),
    );
    this.apply(initialize);
  }

  forward(x: Tensor): Tensor {
    const features = this.avgpool.forward(this.features.forward(x)); // [n, 512, 7, 7]
    return this.classifier.forward(features.flatten(1));
  }
}

function stack(layout: readonly (number | "M")[], batchNorm: boolean): Sequential {
  let into = 3;
  const layers = layout.flatMap((width) => {
    if (width === "M") return [new MaxPool2d(2)];
    const conv = new Conv2d(into, width, 3, { padding: 1 });
    into = width;
    return batchNorm ? [conv, new BatchNorm2d(width), new ReLU()] : [conv, new ReLU()];
  });
  return new Sequential(...layers);
}

function entry(layout: keyof typeof layouts, batchNorm: boolean) {
  return {
    build: (options: VGGOptions = {}) => new VGG(layout, batchNorm, options),
    summary: `VGG${batchNorm ? " with batch normalisation" : ""}, Simonyan and Zisserman 2014`,
  };
}

/** The builders of this family. */
export const vgg = {
  vgg11: entry("A", false),
  vgg11_bn: entry("A", true),
  vgg13: entry("B", false),
  vgg13_bn: entry("B", true),
  vgg16: entry("D", false),
  vgg16_bn: entry("D", true),
  vgg19: entry("E", false),
  vgg19_bn: entry("E", true),
} as const;
