import type { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import {
  type After,
  type Before,
  type ForwardHook,
  ForwardHooks,
  type Forwarding,
  type ForwardPreHook,
  type HookHandle,
} from "./hooks.ts";
import { isParameter } from "./parameter.ts";
import { type LoadResult, loadInto, type StateDict } from "./state-dict.ts";

export type { LoadResult, StateDict } from "./state-dict.ts";

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
  #hooks: ForwardHooks | undefined;

  /** The module's computation. */
  abstract forward(...inputs: In): Out;

  /** Text inside the brackets of the printed form, such as `in_features=10, out_features=5`. */
  protected describe(): string {
    return "";
  }

  /** Registers state that is saved but not trained, under PyTorch's name; returns it. */
  protected buffer(name: string, tensor: Tensor): Tensor {
    this.#buffers.set(name, tensor.setPersistent());
    return tensor;
  }

  /** Direct sub-modules with their names; one that stands in two fields once, as in PyTorch. */
  namedChildren(): [string, AnyModule][] {
    return onceEach(this.#parts());
  }

  /** Direct sub-modules. */
  children(): AnyModule[] {
    return this.namedChildren().map(([, module]) => module);
  }

  /** This module and all below it with their dotted names, each once; this one's is "". */
  namedModules(prefix = ""): [string, AnyModule][] {
    return onceEach(this.#paths(prefix));
  }

  /** This module and all below it, each once. */
  modules(): AnyModule[] {
    return this.namedModules().map(([, module]) => module);
  }

  /** Parameters with their dotted names, each tensor once, in the order of declaration. */
  namedParameters(): [string, Tensor][] {
    return onceEach(this.#named((module) => module.#parameters()));
  }

  /** All parameters, for an optimizer. */
  parameters(): Tensor[] {
    return this.namedParameters().map(([, tensor]) => tensor);
  }

  /** Buffers with their dotted names, each tensor once. */
  namedBuffers(): [string, Tensor][] {
    return onceEach(this.#named((module) => [...module.#buffers]));
  }

  /** All buffers. */
  buffers(): Tensor[] {
    return this.namedBuffers().map(([, tensor]) => tensor);
  }

  /** Parameters and buffers by name, as they are now. */
  stateDict(): Map<string, Tensor> {
    return new Map(this.#named((module) => [...module.#parameters(), ...module.#buffers]));
  }

  /**
   * Takes over the values of a state dict, converted to the own element types. All names, shapes and that the numbers are in memory
   * are checked before anything changes.
   * With `strict: false` missing and unexpected names are returned instead of refused.
   */
  loadStateDict(state: StateDict, { strict = true } = {}): LoadResult {
    return loadInto(this.stateDict(), state, strict, this.constructor.name);
  }

  /**
   * Calls `visit` with every module below this one, and with this one last; returns this. For first weights.
   * @example net.apply((module) => { if (module instanceof Linear) init.xavierUniform(module.weight); });
   */
  apply(visit: (module: AnyModule) => void): this {
    for (const child of this.children()) child.apply(visit);
    visit(this);
    return this;
  }

  /**
   * Calls `hook` with this module, inputs and output after each `forward`; what it returns, unless undefined, is the
   * output instead. `remove()` of what is returned takes it off. `register_forward_hook`.
   */
  registerForwardHook<Of extends AnyModule>(this: Of, hook: ForwardHook<NoInfer<Of>>): HookHandle {
    return this.#forwardHooks().after(hook as unknown as After);
  }

  /**
   * Calls `hook` with this module and inputs before each `forward`; what it returns, unless undefined, are the
   * inputs instead. `register_forward_pre_hook`.
   */
  registerForwardPreHook<Of extends AnyModule>(
    this: Of,
    hook: ForwardPreHook<NoInfer<Of>>,
  ): HookHandle {
    return this.#forwardHooks().before(hook as unknown as Before);
  }

  /** Sets the training flag here and below; returns this. */
  train(mode = true): this {
    for (const module of this.modules()) module.training = mode;
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
    const own = this.describe();
    const parts = this.#parts().map(([name, module]) => `(${name}): ${module}`);
    const name = this.constructor.name;
    if (parts.length === 0 && !own.includes("\n")) return `${name}(${own})`;
    const lines = [...(own === "" ? [] : own.split("\n")), ...parts];
    return `${name}(\n${lines.map((line) => `  ${line.replaceAll("\n", "\n  ")}\n`).join("")})`;
  }

  /** What `console.log` shows. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  #forwardHooks(): ForwardHooks {
    this.#hooks ??= new ForwardHooks(this as unknown as Forwarding);
    return this.#hooks;
  }

  #parameters(): [string, Tensor][] {
    return Object.entries(this).filter((entry): entry is [string, Tensor] => isParameter(entry[1]));
  }

  #parts(): [string, AnyModule][] {
    return Object.entries(this).filter(
      (entry): entry is [string, AnyModule] => entry[1] instanceof Module,
    );
  }

  // Every way to a module: state dicts name shared ones once for each.
  #paths(prefix = ""): [string, AnyModule][] {
    const below = this.#parts().flatMap(([name, part]) => part.#paths(join(prefix, name)));
    return [[prefix, this], ...below];
  }

  #named(own: (module: AnyModule) => [string, Tensor][]): [string, Tensor][] {
    return this.#paths().flatMap(([prefix, module]) =>
      own(module).map(([name, tensor]): [string, Tensor] => [join(prefix, name), tensor]),
    );
  }
}

function onceEach<Value>(entries: readonly [string, Value][]): [string, Value][] {
  const seen = new Set<Value>();
  return entries.filter(([, value]) => !seen.has(value) && seen.add(value));
}

function join(prefix: string, name: string): string {
  if (name.includes(".")) throw expected("Module", "names without a dot", name, "rename the field");
  return prefix === "" ? name : `${prefix}.${name}`;
}
