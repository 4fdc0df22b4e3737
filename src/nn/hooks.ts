/** What registering a hook gives back. */
export interface HookHandle {
  /** Takes the hook off again; once is enough. */
  remove(): void;
}

/** What is called after the `forward` of a module of type `Of`. */
export type ForwardHook<Of extends Forward> = (
  module: Of,
  inputs: Parameters<Of["forward"]>,
  output: ReturnType<Of["forward"]>,
) => ReturnType<Of["forward"]> | undefined;

/** What is called before the `forward` of a module of type `Of`. */
export type ForwardPreHook<Of extends Forward> = (
  module: Of,
  inputs: Parameters<Of["forward"]>,
) => readonly unknown[] | undefined;

interface Forward {
  forward(...inputs: never): unknown;
}

/** A hook whatever the module's types. */
export type Before = (
  module: unknown,
  inputs: readonly unknown[],
) => readonly unknown[] | undefined;
/** A hook whatever the module's types. */
export type After = (module: unknown, inputs: readonly unknown[], output: unknown) => unknown;

/** What `ForwardHooks` wraps. */
export interface Forwarding {
  forward(...inputs: readonly unknown[]): unknown;
}

/**
 * The functions that one module calls around its `forward`. People call `forward` themselves, so while there is a
 * hook the module has a `forward` of its own in front of its class's; the last hook takes it away again.
 */
export class ForwardHooks {
  readonly #module: Forwarding;
  // Wrapped, so that one function registered twice is called twice.
  readonly #before = new Set<{ readonly call: Before }>();
  readonly #after = new Set<{ readonly call: After }>();
  #installed = false;
  #own: PropertyDescriptor | undefined;

  constructor(module: Forwarding) {
    this.#module = module;
  }

  /** Calls `hook` before `forward`. */
  before(call: Before): HookHandle {
    return this.#add(this.#before, { call });
  }

  /** Calls `hook` after `forward`. */
  after(call: After): HookHandle {
    return this.#add(this.#after, { call });
  }

  #add<Hook>(hooks: Set<Hook>, hook: Hook): HookHandle {
    hooks.add(hook);
    this.#install();
    return {
      remove: () => {
        hooks.delete(hook);
        if (this.#before.size + this.#after.size === 0) this.#uninstall();
      },
    };
  }

  #install(): void {
    if (this.#installed) return;
    const module = this.#module;
    this.#own = Object.getOwnPropertyDescriptor(module, "forward");
    const forward = module.forward;
    // Not enumerable: a module's fields are its parameters and parts.
    Object.defineProperty(module, "forward", {
      value: (...inputs: readonly unknown[]) => this.#run(forward, inputs),
      configurable: true,
      writable: true,
      enumerable: false,
    });
    this.#installed = true;
  }

  #uninstall(): void {
    if (!this.#installed) return;
    if (this.#own === undefined) Reflect.deleteProperty(this.#module, "forward");
    else Object.defineProperty(this.#module, "forward", this.#own);
    this.#installed = false;
  }

  #run(forward: Forwarding["forward"], given: readonly unknown[]): unknown {
    let inputs = given;
    for (const { call } of [...this.#before]) inputs = call(this.#module, inputs) ?? inputs;
    let output = forward.apply(this.#module, [...inputs]);
    for (const { call } of [...this.#after]) output = call(this.#module, inputs, output) ?? output;
    return output;
  }
}
