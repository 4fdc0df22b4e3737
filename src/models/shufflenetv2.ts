import { BatchNorm2d, Conv2d, Linear, MaxPool2d, Module, ReLU, Sequential } from "../nn/index.ts";
import { cat, type Tensor } from "../tensor/index.ts";
import { convNormActivation } from "./blocks/conv-norm-activation.ts";
import { checkOptions } from "./check-options.ts";

/** Options of ShuffleNetV2. */
export interface ShuffleNetV2Options {
  /** Default 1000. */
  readonly numClasses?: number;
}

/** Half of the channels pass, half are convolved, then both are shuffled. */
class InvertedResidual extends Module {
  readonly branch1: Sequential;
  readonly branch2: Sequential;
  readonly #halves: boolean;

  constructor(into: number, out: number, stride: number) {
    super();
    const half = Math.floor(out / 2);
    this.#halves = stride === 1;
    this.branch1 = this.#halves
      ? new Sequential()
      : new Sequential(...depthwise(into, stride), ...pointwise(into, half));
    const inner = this.#halves ? half : into;
    this.branch2 = new Sequential(
      ...pointwise(inner, half),
      ...depthwise(half, stride),
      ...pointwise(half, half),
    );
  }

  forward(x: Tensor): Tensor {
    if (!this.#halves) return shuffle(cat([this.branch1.forward(x), this.branch2.forward(x)], 1));
    const [passed, changed] = x.chunk(2, 1) as [Tensor, Tensor];
    return shuffle(cat([passed, this.branch2.forward(changed)], 1));
  }
}

function depthwise(width: number, stride: number): Module[] {
  const conv = new Conv2d(width, width, 3, { stride, padding: 1, groups: width, bias: false });
  return [conv, new BatchNorm2d(width)];
}

function pointwise(into: number, out: number): Module[] {
  return [new Conv2d(into, out, 1, { bias: false }), new BatchNorm2d(out), new ReLU()];
}

// Channels of both halves in turn: [n, 2, c / 2, h, w] -> [n, c / 2, 2, h, w]
function shuffle(x: Tensor): Tensor {
  const [, c, h, w] = x.shape as [number, number, number, number];
  return x
    .reshape([-1, 2, c / 2, h, w])
    .transpose(1, 2)
    .reshape([-1, c, h, w]);
}

const depths = [4, 8, 4] as const;

/**
 * Light convolutions with shuffled channels (Ma et al. 2018): `[n, 3, h, w]` -> logits `[n, numClasses]`.
 * torchvision's `ShuffleNetV2`.
 * @example shufflenetv2.shufflenet_v2_x0_5.build({ numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class ShuffleNetV2 extends Module {
  readonly conv1: Sequential;
  readonly maxpool = new MaxPool2d(3, { stride: 2, padding: 1 });
  readonly stage2: Sequential;
  readonly stage3: Sequential;
  readonly stage4: Sequential;
  readonly conv5: Sequential;
  readonly fc: Linear;

  constructor(
    widths: readonly [number, number, number, number, number],
    options: ShuffleNetV2Options = {},
  ) {
    super();
    checkOptions("ShuffleNetV2", options, ["numClasses"]);
    const { numClasses = 1000 } = options;
    this.conv1 = convNormActivation(3, widths[0], { stride: 2 });
    const [stage2, stage3, stage4] = depths.map((depth, i) => {
      const [into, out] = [widths[i]!, widths[i + 1]!];
      const blocks = Array.from({ length: depth }, (_, k) =>
        k === 0 ? new InvertedResidual(into, out, 2) : new InvertedResidual(out, out, 1),
      );
      return new Sequential(...blocks);
    }) as [Sequential, Sequential, Sequential];
    this.stage2 = stage2;
    this.stage3 = stage3;
    this.stage4 = stage4;
    this.conv5 = convNormActivation(widths[3], widths[4], { kernelSize: 1 });
    this.fc = new Linear(widths[4], numClasses);
  }

  forward(x: Tensor): Tensor {
    const stem = this.maxpool.forward(this.conv1.forward(x));
    const deep = this.stage4.forward(this.stage3.forward(this.stage2.forward(stem)));
    return this.fc.forward(this.conv5.forward(deep).mean([2, 3])); // [n, numClasses]
  }
}

function entry(widths: readonly [number, number, number, number, number]) {
  return {
    build: (options: ShuffleNetV2Options = {}) => new ShuffleNetV2(widths, options),
    summary: "ShuffleNetV2, Ma et al. 2018",
  };
}

/** The builders of this family. */
export const shufflenetv2 = {
  shufflenet_v2_x0_5: entry([24, 48, 96, 192, 1024]),
  shufflenet_v2_x1_0: entry([24, 116, 232, 464, 1024]),
  shufflenet_v2_x1_5: entry([24, 176, 352, 704, 1024]),
  shufflenet_v2_x2_0: entry([24, 244, 488, 976, 2048]),
} as const;
