import { AdaptiveAvgPool2d, Conv2d, init, Linear, Module, ReLU, Sequential } from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { roundHalfEven } from "../util/round-half-even.ts";
import { convNormActivation } from "./blocks/conv-norm-activation.ts";
import { SqueezeExcitation } from "./blocks/squeeze-excitation.ts";
import { checkOptions } from "./check-options.ts";

/** Options of RegNet. */
export interface RegNetOptions {
  /** Default 1000. */
  readonly numClasses?: number;
}

interface BlockShape {
  readonly into: number;
  readonly out: number;
  readonly stride: number;
  readonly groupWidth: number;
  readonly squeezes: boolean;
}

// 1x1, grouped 3x3 with the stride, squeeze and excite, 1x1.
function bottleneck({ into, out, stride, groupWidth, squeezes }: BlockShape): Sequential {
  const groups = out / groupWidth;
  const layers: Record<string, Module> = {
    a: convNormActivation(into, out, { kernelSize: 1 }),
    b: convNormActivation(out, out, { stride, groups }),
  };
  // a quarter of the block's input, halves to even as Python rounds
  if (squeezes) layers["se"] = new SqueezeExcitation(out, roundHalfEven(0.25 * into));
  layers["c"] = convNormActivation(out, out, { kernelSize: 1, activation: null });
  return new Sequential(layers);
}

class ResBottleneck extends Module {
  readonly proj: Sequential | undefined;
  readonly f: Sequential;
  readonly activation = new ReLU();

  constructor(shape: BlockShape) {
    super();
    const { into, out, stride } = shape;
    if (into !== out || stride !== 1)
      this.proj = convNormActivation(into, out, { kernelSize: 1, stride, activation: null });
    this.f = bottleneck(shape);
  }

  forward(x: Tensor): Tensor {
    const rest = this.proj?.forward(x) ?? x;
    return this.activation.forward(rest.add(this.f.forward(x)));
  }
}

interface Layout {
  readonly depths: readonly number[];
  readonly widths: readonly number[];
  readonly groupWidth: number;
  readonly squeezes: boolean;
}

/**
 * Nets from a designed space of widths and depths (Radosavovic et al. 2020): `[n, 3, h, w]` -> logits
 * `[n, numClasses]`. torchvision's `RegNet`.
 * @example regnet.regnet_y_400mf.build({ numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class RegNet extends Module {
  readonly stem = convNormActivation(3, 32, { stride: 2 });
  readonly trunk_output: Sequential;
  readonly avgpool = new AdaptiveAvgPool2d(1);
  readonly fc: Linear;

  constructor({ depths, widths, groupWidth, squeezes }: Layout, options: RegNetOptions = {}) {
    super();
    checkOptions("RegNet", options, ["numClasses"]);
    const { numClasses = 1000 } = options;
    const stages = depths.map((depth, i) => {
      const out = widths[i]!;
      const width = Math.min(groupWidth, out);
      const blocks = Array.from({ length: depth }, (_, k) => {
        const into = k > 0 ? out : (widths[i - 1] ?? 32);
        const stride = k > 0 ? 1 : 2;
        const block = new ResBottleneck({ into, out, stride, groupWidth: width, squeezes });
        return [`block${i + 1}-${k}`, block] as const;
      });
      return [`block${i + 1}`, new Sequential(Object.fromEntries(blocks))] as const;
    });
    this.trunk_output = new Sequential(Object.fromEntries(stages));
    this.fc = new Linear(widths.at(-1)!, numClasses);
    this.apply(initialize);
  }

  forward(x: Tensor): Tensor {
    const features = this.avgpool.forward(this.trunk_output.forward(this.stem.forward(x)));
    return this.fc.forward(features.flatten(1)); // [n, numClasses]
  }
}

// He's rule for the outputs, written as a deviation.
function initialize(module: unknown): void {
  if (module instanceof Conv2d) {
    const [out, , height, width] = module.weight.shape as [number, number, number, number];
    init.normal(module.weight, 0, Math.sqrt(2 / (height * width * out)));
  }
  if (!(module instanceof Linear)) return;
  init.normal(module.weight, 0, 0.01);
  if (module.bias) init.zeros(module.bias);
}

function entry(
  kind: "x" | "y",
  depths: readonly number[],
  widths: readonly number[],
  groupWidth: number,
) {
  const layout = { depths, widths, groupWidth, squeezes: kind === "y" };
  return {
    build: (options: RegNetOptions = {}) => new RegNet(layout, options),
    summary: `RegNet${kind.toUpperCase()}, Radosavovic et al. 2020`,
  };
}

/** The builders of this family. */
export const regnet = {
  regnet_y_400mf: entry("y", [1, 3, 6, 6], [48, 104, 208, 440], 8),
  regnet_y_800mf: entry("y", [1, 3, 8, 2], [64, 144, 320, 784], 16),
  regnet_y_1_6gf: entry("y", [2, 6, 17, 2], [48, 120, 336, 888], 24),
  regnet_y_3_2gf: entry("y", [2, 5, 13, 1], [72, 216, 576, 1512], 24),
  regnet_y_8gf: entry("y", [2, 4, 10, 1], [224, 448, 896, 2016], 56),
  regnet_y_16gf: entry("y", [2, 4, 11, 1], [224, 448, 1232, 3024], 112),
  regnet_y_32gf: entry("y", [2, 5, 12, 1], [232, 696, 1392, 3712], 232),
  regnet_y_128gf: entry("y", [2, 7, 17, 1], [528, 1056, 2904, 7392], 264),
  regnet_x_400mf: entry("x", [1, 2, 7, 12], [32, 64, 160, 400], 16),
  regnet_x_800mf: entry("x", [1, 3, 7, 5], [64, 128, 288, 672], 16),
  regnet_x_1_6gf: entry("x", [2, 4, 10, 2], [72, 168, 408, 912], 24),
  regnet_x_3_2gf: entry("x", [2, 6, 15, 2], [96, 192, 432, 1008], 48),
  regnet_x_8gf: entry("x", [2, 5, 15, 1], [80, 240, 720, 1920], 120),
  regnet_x_16gf: entry("x", [2, 6, 13, 1], [256, 512, 896, 2048], 128),
  regnet_x_32gf: entry("x", [2, 7, 13, 1], [336, 672, 1344, 2520], 168),
} as const;
