import {
  AvgPool2d,
  BatchNorm2d,
  Conv2d,
  GELU,
  Identity,
  Module,
  Sequential,
  SiLU,
  StochasticDepth,
} from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { convNormActivation } from "./blocks/conv-norm-activation.ts";
import { SqueezeExcitation } from "./blocks/squeeze-excitation.ts";
import { PartitionAttention, type PartitionShape } from "./maxvit-attention.ts";

/** The sizes of one layer, and what training drops. */
export interface MaxVitLayerShape extends Omit<PartitionShape, "kind" | "width"> {
  readonly into: number;
  readonly out: number;
  readonly stride: 1 | 2;
  readonly squeezeRatio: number;
  readonly expansionRatio: number;
}

/** torchvision's batch normalisation of this net: the new statistics count 99 of 100. */
export function maxvitNorm(width: number): BatchNorm2d {
  return new BatchNorm2d(width, { eps: 1e-3, momentum: 0.99 });
}

/** Makes GELU layers. */
export const gelu = () => new GELU();

/** 1x1 to many channels, depthwise, squeeze and excite, 1x1 to few, beside a shortcut. torchvision's `MBConv`. */
class MBConv extends Module {
  readonly proj: Module;
  readonly stochastic_depth: Module;
  readonly layers: Sequential;

  constructor({ into, out, stride, squeezeRatio, expansionRatio, dropProb }: MaxVitLayerShape) {
    super();
    const stays = stride === 1 && into === out;
    const wide = Math.trunc(out * expansionRatio);
    const few = Math.trunc(out * squeezeRatio);
    const by = { norm: maxvitNorm, activation: gelu };
    this.proj = stays ? new Identity() : projection(into, out, stride);
    this.stochastic_depth = dropProb > 0 ? new StochasticDepth(dropProb, "row") : new Identity();
    this.layers = new Sequential({
      pre_norm: maxvitNorm(into),
      conv_a: convNormActivation(into, wide, { kernelSize: 1, ...by }),
      conv_b: convNormActivation(wide, wide, { stride, groups: wide, ...by }),
      squeeze_excitation: new SqueezeExcitation(wide, few, { activation: () => new SiLU() }),
      conv_c: new Conv2d(wide, out, 1),
    });
  }

  forward(x: Tensor): Tensor {
    return this.proj.forward(x).add(this.stochastic_depth.forward(this.layers.forward(x)));
  }
}

function projection(into: number, out: number, stride: 1 | 2): Sequential {
  const pool = stride === 2 ? [new AvgPool2d(3, { stride, padding: 1 })] : [];
  return new Sequential(...pool, new Conv2d(into, out, 1));
}

/**
 * Convolutions, then attention in windows and in a grid. Shapes: `[n, into, h, w]` -> `[n, out, h / stride, w / stride]`,
 * whose sides are multiples of `partitionSize`. torchvision's `MaxVitLayer`.
 */
export class MaxVitLayer extends Module {
  readonly layers: Sequential;

  constructor(shape: MaxVitLayerShape) {
    super();
    const parts = { ...shape, width: shape.out };
    this.layers = new Sequential({
      MBconv: new MBConv(shape),
      window_attention: new PartitionAttention({ ...parts, kind: "window" }),
      grid_attention: new PartitionAttention({ ...parts, kind: "grid" }),
    });
  }

  forward(x: Tensor): Tensor {
    const [convolutions, window, grid] = this.layers;
    const last = convolutions!.forward(x).permute([0, 2, 3, 1]); // [n, h, w, out]
    return grid!.forward(window!.forward(last)).permute([0, 3, 1, 2]);
  }
}
