import type { Tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { pixelShuffle } from "../functional/vision.ts";
import { Module } from "../module.ts";

/**
 * Channels spread over space: each block of r x r pixels comes from r^2 channels.
 * Shapes: `[..., c r^2, h, w]` -> `[..., c, h r, w r]`. `torch.nn.PixelShuffle`.
 * @example new PixelShuffle(3).forward(zeros([1, 9, 4, 4])).shape; // [1, 1, 12, 12]
 */
export class PixelShuffle extends Module {
  readonly #upscaleFactor: number;

  constructor(upscaleFactor: number) {
    super();
    this.#upscaleFactor = checkInteger("PixelShuffle", "upscaleFactor", upscaleFactor, { low: 1 });
  }

  forward(x: Tensor): Tensor {
    return pixelShuffle(x, this.#upscaleFactor);
  }

  protected override describe(): string {
    return `upscale_factor=${this.#upscaleFactor}`;
  }
}
