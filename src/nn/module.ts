import type { Tensor } from "../tensor/index.ts";
import { expected, VisionError } from "../util/errors.ts";
import { isParameter } from "./parameter.ts";

/** Names and tensors of a module's parameters and buffers, in PyTorch's order and with its names. */
export type StateDict = ReadonlyMap<string, Tensor>;

/** What `loadStateDict` found not to fit. */
export interface LoadResult {
  readonly missingKeys: readonly string[];
  readonly unexpectedKeys: readonly string[];
}

/** A module whatever it takes and gives. */
export type AnyModule = Module<never, unknown>;

/**
 * The base of layers and nets: parameters and sub-modules are found in the fields of the object.
 * `In` is what `forward` takes, `Out` what it gives; a tensor each unless told otherwise. `torch.nn.Module`.
 * @example
 * class SimpleNN extends Module {
 *   fc1 = new Linear(784, 128);
 *   fc2 = new Linear(128, 10);
 *   forward(x: Tensor) { return this.fc2.forward(this.fc1.forward(x).relu()); }
 * }
 */
export abstract class Module<In extends readonly unknown[] = [Tensor], Out = Tensor> {
  /** True while training; dropout and batch statistics depend on it. */
  training = true;
  readonly #buffers = new Map<string, Tensor>();

  /** The module's computation. */
  abstract forward(...inputs: In): Out;

  /** Text inside the brackets of the printed form, such as `in_features=10, out_features=5`. */
  protected describe(): string {
    return "";
  }

  /** Registers state that is saved but not trained, under PyTorch's name; returns it. */
  protected buffer(name: string, tensor: Tensor): Tensor {
    this.#buffers.set(name, tensor);
    return tensor;
  }

  /** Direct sub-modules with their names. */
  namedChildren(): [string, AnyModule][] {
    return Object.entries(this).filter(
      (entry): entry is [string, AnyModule] => entry[1] instanceof Module,
    );
  }

  /** This module and all below it with their dotted names; this one's is "". */
  namedModules(prefix = ""): [string, AnyModule][] {
    const below = this.namedChildren().flatMap(([name, child]) =>
      child.namedModules(join(prefix, name)),
    );
    return [[prefix, this], ...below];
  }

  /** Parameters with their dotted names, each tensor once, in the order of declaration. */
  namedParameters(): [string, Tensor][] {
    const seen = new Set<Tensor>();
    return this.#named((module) =>
      Object.entries(module).filter(([, value]) => isParameter(value)),
    ).filter(([, tensor]) => !seen.has(tensor) && seen.add(tensor));
  }

  /** All parameters, for an optimizer. */
  parameters(): Tensor[] {
    return this.namedParameters().map(([, tensor]) => tensor);
  }

  /** Buffers with their dotted names. */
  namedBuffers(): [string, Tensor][] {
    return this.#named((module) => [...module.#buffers]);
  }

  /** Parameters and buffers by name, as they are now. */
  stateDict(): Map<string, Tensor> {
    return new Map(
      this.#named((module) => [
        ...Object.entries(module).filter(([, value]) => isParameter(value)),
        ...module.#buffers,
      ]),
    );
  }

  /**
   * Takes over the values of a state dict. All names, shapes and that the numbers are in memory
   * are checked before anything changes.
   * With `strict: false` missing and unexpected names are returned instead of refused.
   */
  loadStateDict(state: StateDict, { strict = true } = {}): LoadResult {
    const own = this.stateDict();
    const missingKeys = [...own.keys()].filter((name) => !state.has(name));
    const unexpectedKeys = [...state.keys()].filter((name) => !own.has(name));
    const misshapen = [...own].flatMap(([name, { shape, dtype }]) => {
      const given = state.get(name);
      if (given === undefined || (String(given.shape) === String(shape) && given.dtype === dtype))
        return [];
      return [`${name} is ${given.dtype} [${given.shape}], not ${dtype} [${shape}]`];
    });
    if (misshapen.length > 0 || (strict && missingKeys.length + unexpectedKeys.length > 0)) {
      throw stateMismatch(this.constructor.name, missingKeys, unexpectedKeys, misshapen);
    }
    const given = [...own].flatMap(([name, tensor]) => {
      const value = state.get(name);
      return value === undefined ? [] : [[tensor, value] as const];
    });
    for (const [, value] of given) value.hostData(); // throws before anything changed
    for (const [tensor, value] of given) tensor.assign(value);
    return { missingKeys, unexpectedKeys };
  }

  /** Sets the training flag here and below; returns this. */
  train(mode = true): this {
    for (const [, module] of this.namedModules()) module.training = mode;
    return this;
  }

  /** The same as `train(false)`. */
  eval(): this {
    return this.train(false);
  }

  /** Freezes (or thaws) all parameters; returns this. */
  requiresGrad(requiresGrad = true): this {
    for (const tensor of this.parameters()) tensor.setRequiresGrad(requiresGrad);
    return this;
  }

  /** Forgets all gradients. */
  zeroGrad(): void {
    for (const tensor of this.parameters()) tensor.zeroGrad();
  }

  /** The module's structure, as PyTorch prints it. */
  toString(): string {
    const children = this.namedChildren();
    const name = this.constructor.name;
    if (children.length === 0) return `${name}(${this.describe()})`;
    const lines = children.map(
      ([key, child]) => `  (${key}): ${String(child).replaceAll("\n", "\n  ")}`,
    );
    return `${name}(\n${lines.join("\n")}\n)`;
  }

  /** What `console.log` shows. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  #named(own: (module: AnyModule) => [string, Tensor][]): [string, Tensor][] {
    return this.namedModules().flatMap(([prefix, module]) =>
      own(module).map(([name, tensor]): [string, Tensor] => [join(prefix, name), tensor]),
    );
  }
}

function join(prefix: string, name: string): string {
  if (name.includes(".")) throw expected("Module", "names without a dot", name, "rename the field");
  return prefix === "" ? name : `${prefix}.${name}`;
}

function stateMismatch(
  who: string,
  missing: readonly string[],
  unexpected: readonly string[],
  misshapen: readonly string[],
): VisionError {
  const parts = [
    missing.length > 0 ? `${missing.length} missing: ${missing.join(", ")}` : "",
    unexpected.length > 0 ? `${unexpected.length} unexpected: ${unexpected.join(", ")}` : "",
    misshapen.length > 0 ? `${misshapen.length} of another kind: ${misshapen.join("; ")}` : "",
  ];
  return new VisionError({
    code: "MISMATCH",
    who: `${who}.loadStateDict`,
    expected: `the module's own names and shapes (${parts.filter(Boolean).join(". ")})`,
    got: "a state dict that differs",
    hint: "nothing was loaded; load the file into the model that it was saved from, or pass { strict: false }",
  });
}
