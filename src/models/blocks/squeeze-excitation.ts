import { AdaptiveAvgPool2d, Conv2d, Module, ReLU, Sigmoid } from "../../nn/index.ts";
import type { Tensor } from "../../tensor/index.ts";

/** Options of `SqueezeExcitation`. */
export interface SqueezeExcitationOptions {
  /** Makes what follows the first convolution. Default ReLU. */
  readonly activation?: () => Module;
  /** Makes what gives the channels' weights. Default sigmoid. */
  readonly scaleActivation?: () => Module;
}

/**
 * Weighs channels by what the whole picture shows (Hu et al. 2017), torchvision's
 * `ops.SqueezeExcitation`. Shapes: `[n, c, h, w]` -> the same.
 * @example new SqueezeExcitation(16, 4).forward(zeros([1, 16, 8, 8])).shape; // [1, 16, 8, 8]
 */
export class SqueezeExcitation extends Module {
  readonly avgpool = new AdaptiveAvgPool2d(1);
  readonly fc1: Conv2d;
  readonly fc2: Conv2d;
  readonly activation: Module;
  readonly scale_activation: Module;

  constructor(
    channels: number,
    squeezed: number,
    {
      activation = () => new ReLU(),
      scaleActivation = () => new Sigmoid(),
    }: SqueezeExcitationOptions = {},
  ) {
    super();
    this.fc1 = new Conv2d(channels, squeezed, 1);
    this.fc2 = new Conv2d(squeezed, channels, 1);
    this.activation = activation();
    this.scale_activation = scaleActivation();
  }

  forward(x: Tensor): Tensor {
    const mean = this.avgpool.forward(x); // [n, c, 1, 1]
    const few = this.activation.forward(this.fc1.forward(mean));
    return x.mul(this.scale_activation.forward(this.fc2.forward(few)));
  }
}
