import { noGrad, realize, Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { expected, VisionError } from "../util/errors.ts";

/** Tensors that an optimizer keeps for one parameter, such as its momentum. */
export type ParameterState = Readonly<Record<string, Tensor>>;

/** What an update makes of one parameter. */
export interface Update {
  readonly value: Tensor;
  readonly state: ParameterState;
}

/** An optimizer's memory: tensors named `<state>.<index of the parameter>`, and the learning rate. */
export interface OptimizerState {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly lr: number;
}

/**
 * The base of optimizers: gathers the gradients that `backward` recorded, lets the subclass record the update of each
 * parameter, and computes forward, backward and update in one native run. `torch.optim.Optimizer`.
 */
export abstract class Optimizer {
  readonly #parameters: readonly Tensor[];
  readonly #states: ParameterState[];
  #lr = 0;
  #rate = Tensor.fromData(new Float32Array(1), []);

  protected constructor(parameters: Iterable<Tensor>, lr: number) {
    this.#parameters = [...parameters];
    if (this.#parameters.length === 0) {
      throw expected("Optimizer", "at least one parameter", [], "pass model.parameters()");
    }
    for (const item of this.#parameters) {
      if (item instanceof Tensor && item.node.op === undefined) continue;
      throw expected("Optimizer", "leaf tensors as parameters", item, "pass model.parameters()");
    }
    this.#states = this.#parameters.map(() => ({}));
    this.lr = lr;
  }

  /** The learning rate; a change needs no new program. */
  get lr(): number {
    return this.#lr;
  }

  set lr(value: number) {
    if (value === this.#lr) return;
    this.#lr = checkNumber("Optimizer", "lr", value, { low: 0 });
    this.#rate = Tensor.fromData(Float32Array.of(value), []);
  }

  /** Records the new value of one parameter; `rate` is the learning rate as a scalar tensor. */
  protected abstract update(
    parameter: Tensor,
    gradient: Tensor,
    state: ParameterState,
    rate: Tensor,
  ): Update;

  /** Forgets all gradients. */
  zeroGrad(): void {
    for (const parameter of this.#parameters) parameter.zeroGrad();
  }

  /**
   * Computes one training step: every loss that `backward` was called on, the gradients and the new parameters.
   * With `requireFinite` a NaN or infinite loss throws (code NOT_FINITE) and changes nothing.
   */
  async step({ requireFinite = false }: { requireFinite?: boolean } = {}): Promise<void> {
    const rate = this.#rate;
    const updates = noGrad(() =>
      this.#parameters.map((parameter, i) => {
        if (parameter.grad === null) return undefined;
        return this.update(parameter, parameter.grad, this.#states[i]!, rate);
      }),
    );
    const losses = [...new Set(this.#parameters.flatMap(({ losses }) => losses))].map(Tensor.of);
    const changed = updates.filter((update) => update !== undefined);
    await realize(
      ...losses,
      ...changed.flatMap(({ value, state }) => [value, ...Object.values(state)]),
    );
    if (requireFinite) losses.forEach(refuseNonFinite);
    updates.forEach((update, i) => {
      if (update === undefined) return;
      this.#parameters[i]!.assign(update.value);
      this.#states[i] = update.state;
    });
  }

  /** The memory as plain parts, to be saved. */
  stateDict(): OptimizerState {
    const tensors = new Map<string, Tensor>();
    this.#states.forEach((state, i) => {
      for (const [name, tensor] of Object.entries(state)) tensors.set(`${name}.${i}`, tensor);
    });
    return { tensors, lr: this.#lr };
  }

  /** Takes over a memory that `stateDict` gave. */
  loadStateDict({ tensors, lr }: OptimizerState): void {
    const states = this.#parameters.map((): Record<string, Tensor> => ({}));
    for (const [key, tensor] of tensors) {
      const [name = "", index] = key.split(".");
      const parameter = this.#parameters[Number(index)];
      if (parameter === undefined || String(parameter.shape) !== String(tensor.shape)) {
        const got = `${key} of shape ${JSON.stringify(tensor.shape)}`;
        throw new VisionError({
          code: "MISMATCH",
          who: "Optimizer.loadStateDict",
          expected: "state of this optimizer's parameters, in their order and shapes",
          got,
          hint: "load the state into an optimizer over the same model",
        });
      }
      states[Number(index)]![name] = tensor;
    }
    this.lr = lr; // may throw, so before anything changes
    states.forEach((state, i) => {
      this.#states[i] = state;
    });
  }
}

function refuseNonFinite(loss: Tensor): void {
  for (const value of loss.hostData()) {
    if (Number.isFinite(Number(value))) continue;
    throw new VisionError({
      code: "NOT_FINITE",
      who: "Optimizer.step",
      expected: "a finite loss",
      got: Number(value),
      hint: "no parameter was changed; lower the learning rate, or look for bad inputs",
    });
  }
}
