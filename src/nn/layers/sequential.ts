import type { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import { Module } from "../module.ts";

/**
 * Modules one after the other, named 0, 1, ... in the state dict. Shapes: the first one's input to the last one's output.
 * `torch.nn.Sequential`.
 * @example new Sequential(new Linear(10, 20), new ReLU(), new Linear(20, 5)).forward(zeros([3, 10])).shape; // [3, 5]
 */
export class Sequential extends Module {
  readonly [index: number]: Module;
  readonly #layers: readonly Module[];

  constructor(...layers: readonly Module[]) {
    super();
    for (const layer of layers) {
      if (!(layer instanceof Module))
        throw expected("Sequential", "modules", layer, "pass layers such as new ReLU()");
    }
    this.#layers = layers;
    Object.assign(this, layers);
  }

  /** How many modules. */
  get length(): number {
    return this.#layers.length;
  }

  forward(x: Tensor): Tensor {
    return this.#layers.reduce((value, layer) => layer.forward(value), x);
  }
}
