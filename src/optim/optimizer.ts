import { noGrad, realize, Tensor } from "../tensor/index.ts";
import { expected, VisionError } from "../util/errors.ts";
import {
  checkGroups,
  type OptimizerState,
  type ParameterState,
  packState,
  unpackState,
} from "./optimizer-state.ts";
import {
  Group,
  type GroupOptions,
  type GroupSettings,
  groupOptions,
  type ParamGroup,
  type Settings,
  settingsOf,
  type Trained,
} from "./param-group.ts";
import { Scalars } from "./scalars.ts";

/** What an update is made from. */
export interface UpdateInput<O> {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  /** Empty before the parameter's first step. */
  readonly state: ParameterState;
  readonly settings: Settings<O>;
  /** A number as a scalar tensor of the parameter's type; another number under the same name needs no new program. */
  readonly scalar: (name: string, value: number) => Tensor;
}

/** What an update makes of one parameter. */
export interface Update {
  readonly value: Tensor;
  readonly tensors?: ParameterState["tensors"];
  readonly numbers?: ParameterState["numbers"];
}

/** What a subclass is. */
export interface OptimizerFacts<O> {
  readonly name: string;
  /** All settings with their defaults; `undefined` where there is none. */
  readonly defaults: { readonly [Key in keyof O]-?: O[Key] | undefined };
  /** Throws for settings that are out of range. */
  check(settings: Settings<O>): void;
}

/**
 * The base of optimizers: gathers the gradients that `backward` recorded, lets the subclass record the update of each
 * parameter, and computes forward, backward and update in one native run. `torch.optim.Optimizer`.
 */
export abstract class Optimizer<O extends GroupSettings = GroupSettings> {
  // Facts about tensors, shared by all optimizers: parameters in a step under way; who stepped a gradient.
  static readonly #busy = new WeakSet<Tensor>();
  static readonly #stepped = new WeakMap<Tensor, object>();

  readonly #name: string;
  readonly #defaults: object;
  readonly #check: (settings: never) => void;
  readonly #groups: Group[] = [];
  #states: ParameterState[] = [];
  readonly #scalars = new Scalars();

  protected constructor(facts: OptimizerFacts<O>, trained: Trained<O>, options: object) {
    this.#name = facts.name;
    this.#defaults = settingsOf(facts.name, facts.defaults, options);
    this.#check = facts.check;
    for (const group of groupOptions(facts.name, trained)) {
      this.addParamGroup(group as unknown as GroupOptions<O>);
    }
  }

  /** The groups of parameters with their settings, which may be set. */
  get paramGroups(): readonly ParamGroup<O>[] {
    return this.#groups.map(({ view }) => view as unknown as ParamGroup<O>);
  }

  /** The learning rate of the first group; setting it sets that of all groups. A change needs no new program. */
  get lr(): number {
    return this.#groups[0]!.view.lr;
  }

  set lr(value: number) {
    for (const group of this.#groups) group.check({ ...group.settings, lr: value });
    for (const group of this.#groups) group.set({ ...group.settings, lr: value });
  }

  /** Trains more parameters from here on; settings that are not given are the optimizer's. */
  addParamGroup({ params, ...settings }: GroupOptions<O>): void {
    const name = this.#name;
    const known = new Set(this.#parameters);
    const added = [...params];
    for (const item of added) {
      if (!(item instanceof Tensor && item.node.op === undefined)) {
        throw expected(name, "leaf tensors as parameters", item, "pass model.parameters()");
      }
      if (known.has(item)) {
        const what = "each parameter once, in one group";
        throw expected(name, what, item, "leave out the second mention");
      }
      known.add(item);
    }
    const all = settingsOf(name, this.#defaults, settings);
    this.#groups.push(new Group(added, all, this.#check as (settings: object) => void));
    this.#states.push(...added.map(() => ({ tensors: {}, numbers: {} })));
  }

  /** Records the new value and memory of one parameter. */
  protected abstract update(input: UpdateInput<O>): Update;

  /** Forgets all gradients. */
  zeroGrad(): void {
    for (const parameter of this.#parameters) parameter.zeroGrad();
  }

  /**
   * Computes one training step: every loss that `backward` was called on, the gradients and the new parameters.
   * With `requireFinite` a NaN or infinite loss throws (code NOT_FINITE) and changes nothing. Refused while another
   * step of one of the parameters is under way, and on a gradient that another optimizer stepped already.
   */
  async step({ requireFinite = false }: { requireFinite?: boolean } = {}): Promise<void> {
    const trained = this.#parameters.filter(({ grad }) => grad !== null);
    const gradients = trained.map(({ grad }) => grad!);
    this.#refuseTaken(trained);
    for (const parameter of trained) Optimizer.#busy.add(parameter);
    try {
      await this.#compute(requireFinite);
      for (const gradient of gradients) Optimizer.#stepped.set(gradient, this);
    } finally {
      for (const parameter of trained) Optimizer.#busy.delete(parameter);
    }
  }

  async #compute(requireFinite: boolean): Promise<void> {
    const parameters = this.#parameters;
    const updates = noGrad(() => this.#updates());
    const losses = [...new Set(parameters.flatMap(({ losses }) => losses))].map(Tensor.of);
    const changed = updates.filter((update) => update !== undefined);
    await realize(
      ...losses,
      ...changed.flatMap(({ value, tensors = {} }) => [value, ...Object.values(tensors)]),
    );
    if (requireFinite) losses.forEach(refuseNonFinite);
    updates.forEach((update, i) => {
      if (update === undefined) return;
      const { value, tensors = {}, numbers = {} } = update;
      parameters[i]!.assign(value);
      this.#states[i] = { tensors, numbers };
    });
  }

  #updates(): (Update | undefined)[] {
    const scalars = this.#scalars;
    scalars.begin();
    let next = 0;
    return this.#groups.flatMap(({ params, settings: table }, group) => {
      const settings = table as unknown as Settings<O>;
      return params.map((parameter) => {
        const state = this.#states[next++]!;
        const { grad: gradient, dtype } = parameter;
        if (gradient === null) return undefined;
        const scalar = (name: string, value: number) =>
          scalars.get(`${group}.${name}`, value, dtype);
        return this.update({ parameter, gradient, state, settings, scalar });
      });
    });
  }

  #refuseTaken(parameters: readonly Tensor[]): void {
    for (const parameter of parameters) {
      if (Optimizer.#busy.has(parameter)) {
        const what = "no other step of the same parameters under way";
        throw expected(`${this.#name}.step`, what, parameter, "await the other step() first");
      }
      const other = Optimizer.#stepped.get(parameter.grad!);
      if (other === undefined || other === this) continue;
      const what = "a gradient that no other optimizer stepped yet";
      const hint =
        "give each parameter to one optimizer, or call zeroGrad() and backward() between";
      throw expected(`${this.#name}.step`, what, parameter, hint);
    }
  }

  /** The memory as plain parts, to be saved. */
  stateDict(): OptimizerState {
    return packState(this.#groups, this.#states);
  }

  /**
   * Takes over a memory that `stateDict` gave, with the groups' settings of that moment. Refused, with nothing
   * changed, if it is of other parameters or of an optimizer that was made with other settings than the learning rate
   * (code MISMATCH).
   */
  loadStateDict(state: OptimizerState): void {
    const states = unpackState(this.#name, state, this.#parameters);
    checkGroups(this.#name, state.groups, this.#groups);
    this.#groups.forEach((group, i) => void group.check(state.groups[i]!.settings));
    this.#groups.forEach((group, i) => {
      const { settings, initialLr } = state.groups[i]!;
      group.set(settings);
      group.view.initialLr = initialLr;
    });
    this.#states = states;
  }

  get #parameters(): readonly Tensor[] {
    return this.#groups.flatMap(({ params }) => params);
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
