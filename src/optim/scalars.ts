import { type DType, Tensor } from "../tensor/index.ts";

/**
 * The numbers of a step as tensors: inputs of the native program, so that other numbers need no other program. One
 * tensor a name and value; an unchanged one is kept from step to step.
 */
export class Scalars {
  #last = new Map<string, Tensor>();
  #now = new Map<string, Tensor>();

  /** Forgets what the last step did not use. */
  begin(): void {
    this.#last = this.#now;
    this.#now = new Map();
  }

  /** The scalar of this name (of a group's setting or a factor of a step), in the given floating type. */
  get(name: string, value: number, dtype: DType): Tensor {
    const key = `${name} ${dtype} ${value}`;
    let tensor = this.#now.get(key) ?? this.#last.get(key);
    if (tensor === undefined) {
      const data = dtype === "float64" ? Float64Array.of(value) : Float32Array.of(value);
      tensor = Tensor.fromData(data, []);
    }
    this.#now.set(key, tensor);
    return tensor;
  }
}
