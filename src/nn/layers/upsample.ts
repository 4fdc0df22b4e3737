import type { Tensor } from "../../tensor/index.ts";
import { checkInterpolate, type InterpolateSettings, interpolate } from "../functional/vision.ts";
import { Module } from "../module.ts";
import { describeSize } from "./describe-size.ts";

/** Options of `Upsample`: either `size` or `scaleFactor`. */
export interface UpsampleOptions extends InterpolateSettings {
  readonly mode?: "nearest" | "bilinear";
}

/**
 * Images of another size, by nearest or bilinear interpolation. Shapes: `[n, c, h, w]` -> `[n, c, h', w']`.
 * `torch.nn.Upsample` for images.
 * @example new Upsample({ scaleFactor: 2 }).forward(zeros([1, 3, 8, 8])).shape; // [1, 3, 16, 16]
 */
export class Upsample extends Module {
  readonly #options: UpsampleOptions;

  constructor(options: UpsampleOptions) {
    super();
    checkInterpolate("Upsample", options);
    this.#options = options;
  }

  forward(x: Tensor): Tensor {
    return interpolate(x, this.#options);
  }

  protected override describe(): string {
    const { size = null, scaleFactor = null, mode = "nearest" } = this.#options;
    const text =
      scaleFactor === null ? `size=${describeSize(size)}` : `scale_factor=${factor(scaleFactor)}`;
    return `${text}, mode=${mode}`;
  }
}

// Python prints whole floats with a zero behind the point.
function factor(value: number | readonly number[]): string {
  if (typeof value !== "number") return `(${value.map(factor).join(", ")})`;
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
