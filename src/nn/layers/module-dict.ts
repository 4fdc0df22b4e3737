import { expected } from "../../util/errors.ts";
import { type AnyModule, Module } from "../module.ts";
import { checkModule, checkName, noForward } from "./container.ts";

/**
 * Modules by name whose parameters a net sees, such as `fc1.weight`; the net calls them itself. `torch.nn.ModuleDict`.
 * @example new ModuleDict({ relu: new ReLU(), tanh: new Tanh() }).get("relu").forward(x);
 */
export class ModuleDict<Part extends AnyModule = Module> extends Module<never, never> {
  readonly #parts = new Map<string, Part>();

  constructor(parts: Readonly<Record<string, Part>> = {}) {
    super();
    for (const [name, part] of Object.entries(parts)) this.set(name, part);
  }

  /** How many modules. */
  get size(): number {
    return this.#parts.size;
  }

  /** Whether there is a module of this name. */
  has(name: string): boolean {
    return this.#parts.has(name);
  }

  /** The module of this name; an error where there is none. */
  get(name: string): Part {
    const part = this.#parts.get(name);
    if (part !== undefined) return part;
    const what = `one of the names ${JSON.stringify([...this.#parts.keys()])}`;
    throw expected("ModuleDict.get", what, name, "check the name, or add it with set()");
  }

  /** Adds a module, or puts it in the place of the one of this name; returns this. */
  set(name: string, part: Part): this {
    checkModule("ModuleDict", part);
    checkName(this, name);
    this.#parts.set(name, part);
    return Object.assign(this, { [name]: part });
  }

  /** Takes a module out and returns it. */
  pop(name: string): Part {
    const part = this.get(name);
    this.#parts.delete(name);
    Reflect.deleteProperty(this, name);
    return part;
  }

  /** The names in their order. */
  keys(): IterableIterator<string> {
    return this.#parts.keys();
  }

  /** The modules in their order. */
  values(): IterableIterator<Part> {
    return this.#parts.values();
  }

  /** Names and modules in their order. */
  entries(): IterableIterator<[string, Part]> {
    return this.#parts.entries();
  }

  /** Names and modules in their order. */
  [Symbol.iterator](): IterableIterator<[string, Part]> {
    return this.entries();
  }

  forward(): never {
    throw noForward("ModuleDict");
  }
}
