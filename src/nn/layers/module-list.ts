import { checkInteger } from "../../util/check.ts";
import { type AnyModule, Module } from "../module.ts";
import { checkModule, checkPlace, noForward } from "./container.ts";

/**
 * A list of modules whose parameters a net sees, named 0, 1, ...; the net calls them itself. `torch.nn.ModuleList`.
 * @example const blocks = new ModuleList([new Linear(4, 4), new Linear(4, 4)]); for (const block of blocks) x = block.forward(x);
 */
export class ModuleList<Part extends AnyModule = Module> extends Module<never, never> {
  readonly [index: number]: Part;
  readonly #parts: Part[] = [];

  constructor(parts: Iterable<Part> = []) {
    super();
    this.extend(parts);
  }

  /** How many modules. */
  get length(): number {
    return this.#parts.length;
  }

  /** The module at a place; negative ones count from the end. An error outside the list. */
  at(index: number): Part {
    return this.#parts[checkPlace("ModuleList.at", index, this.length)]!;
  }

  /** Adds a module at the end; returns this. */
  append(part: Part): this {
    return this.extend([part]);
  }

  /** Adds modules at the end; returns this. */
  extend(parts: Iterable<Part>): this {
    const added = [...parts];
    for (const part of added) checkModule("ModuleList", part);
    this.#parts.push(...added);
    return this.#number();
  }

  /** Adds a module before the place `index`; returns this. */
  insert(index: number, part: Part): this {
    checkModule("ModuleList", part);
    checkInteger("ModuleList.insert", "index", index, { low: -this.length, high: this.length });
    this.#parts.splice(index, 0, part);
    return this.#number();
  }

  /** The modules in their order. */
  [Symbol.iterator](): IterableIterator<Part> {
    return this.#parts.values();
  }

  forward(): never {
    throw noForward("ModuleList");
  }

  #number(): this {
    return Object.assign(this, this.#parts);
  }
}
