import type { Tensor } from "../../tensor/index.ts";
import { Module } from "../module.ts";
import { isParameter, parameter } from "../parameter.ts";
import { checkPlace, noForward } from "./container.ts";

/**
 * A list of parameters that a net sees, named 0, 1, ...; tensors that are none yet become parameters.
 * `torch.nn.ParameterList`.
 * @example new ParameterList([ones([2]), ones([3])]).at(1).shape; // [3]
 */
export class ParameterList extends Module<never, never> {
  readonly [index: number]: Tensor;
  readonly #parts: Tensor[] = [];

  constructor(parts: Iterable<Tensor> = []) {
    super();
    this.extend(parts);
  }

  /** How many parameters. */
  get length(): number {
    return this.#parts.length;
  }

  /** The parameter at a place; negative ones count from the end. An error outside the list. */
  at(index: number): Tensor {
    return this.#parts[checkPlace("ParameterList.at", index, this.length)]!;
  }

  /** Adds a parameter at the end; returns this. */
  append(part: Tensor): this {
    return this.extend([part]);
  }

  /** Adds parameters at the end; returns this. */
  extend(parts: Iterable<Tensor>): this {
    for (const part of parts) this.#parts.push(isParameter(part) ? part : parameter(part));
    return Object.assign(this, this.#parts);
  }

  /** The parameters in their order. */
  [Symbol.iterator](): IterableIterator<Tensor> {
    return this.#parts.values();
  }

  forward(): never {
    throw noForward("ParameterList");
  }

  protected override describe(): string {
    const lines = this.#parts.map(
      ({ shape, dtype }, i) =>
        `  (${i}): Parameter containing: [torch.${dtype} of size ${shape.join("x")}]`,
    );
    return lines.join("\n");
  }
}
