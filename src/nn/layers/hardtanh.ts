import type { Tensor } from "../../tensor/index.ts";
import { checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { hardtanh } from "../functional/activation.ts";
import { Module } from "../module.ts";
import { withPoint } from "./with-point.ts";

/**
 * `x` between `minVal` (default -1) and `maxVal` (default 1). Shapes: any, kept. `torch.nn.Hardtanh`.
 * @example await new Hardtanh().forward(tensor([-2, 0.5, 2])).toArray(); // [-1, 0.5, 1]
 */
export class Hardtanh extends Module {
  readonly #minVal: number;
  readonly #maxVal: number;

  constructor(minVal = -1, maxVal = 1) {
    super();
    this.#minVal = checkNumber("Hardtanh", "minVal", minVal);
    this.#maxVal = checkNumber("Hardtanh", "maxVal", maxVal);
    if (minVal >= maxVal)
      throw expected("Hardtanh", "minVal below maxVal", { minVal, maxVal }, "exchange them");
  }

  forward(x: Tensor): Tensor {
    return hardtanh(x, this.#minVal, this.#maxVal);
  }

  protected override describe(): string {
    return `min_val=${withPoint(this.#minVal)}, max_val=${withPoint(this.#maxVal)}`;
  }
}
