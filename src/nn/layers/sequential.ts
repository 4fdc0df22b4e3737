import type { Tensor } from "../../tensor/index.ts";
import { Module } from "../module.ts";
import { checkModule, checkName } from "./container.ts";

/**
 * Modules one after the other, named 0, 1, ... in the state dict, or as the fields of the one object given.
 * Shapes: the first one's input to the last one's output. `torch.nn.Sequential`.
 * @example new Sequential(new Linear(10, 20), new ReLU(), new Linear(20, 5)).forward(zeros([3, 10])).shape; // [3, 5]
 * @example new Sequential({ conv: new Conv2d(3, 6, 5), relu: new ReLU() });
 */
export class Sequential extends Module {
  readonly [index: number]: Module;
  readonly #layers: readonly Module[];

  constructor(...layers: readonly Module[] | readonly [Readonly<Record<string, Module>>]) {
    super();
    const [first] = layers;
    const named =
      layers.length === 1 && Object.getPrototypeOf(first) === Object.prototype
        ? Object.entries(first as Readonly<Record<string, Module>>)
        : Object.entries(layers as readonly Module[]);
    for (const [name, layer] of named) {
      checkModule("Sequential", layer);
      checkName(this, name);
      Object.assign(this, { [name]: layer });
    }
    this.#layers = named.map(([, layer]) => layer);
    // By place, too, but as no field of its own: the state dict goes by name.
    for (const [i, layer] of this.#layers.entries()) {
      if (!(i in this)) Object.defineProperty(this, i, { value: layer, enumerable: false });
    }
  }

  /** How many modules. */
  get length(): number {
    return this.#layers.length;
  }

  /** The module at a place; negative ones count from the end. */
  at(index: number): Module | undefined {
    return this.#layers.at(index);
  }

  /** The modules in their order. */
  [Symbol.iterator](): IterableIterator<Module> {
    return this.#layers.values();
  }

  forward(x: Tensor): Tensor {
    return this.#layers.reduce((value, layer) => layer.forward(value), x);
  }
}
