import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";

/** What a setting of an optimizer may be. */
export type Setting = number | boolean | readonly [number, number];

/** What every optimizer has. */
export interface GroupSettings {
  readonly lr: number;
}

/** All settings of an optimizer, present and changeable. */
export type Settings<O> = { -readonly [Key in keyof O]-?: O[Key] };

/**
 * Parameters that share settings: `optimizer.param_groups[i]`. A setting may be changed between steps; a value that
 * the optimizer cannot take is refused where it is set. `initialLr` is the rate that schedules start from.
 */
export type ParamGroup<O extends GroupSettings = GroupSettings> = {
  -readonly [Key in keyof O]: O[Key];
} & { readonly params: readonly Tensor[]; initialLr?: number | undefined };

/** A group of parameters with the settings that differ from the optimizer's. */
export type GroupOptions<O extends GroupSettings> = Partial<O> & {
  readonly params: Iterable<Tensor>;
};

/** What an optimizer trains: parameters, or groups of them. */
export type Trained<O extends GroupSettings> = Iterable<Tensor> | Iterable<GroupOptions<O>>;

type Table = Readonly<Record<string, Setting>>;

/** A group as an optimizer holds it. */
export class Group {
  readonly params: readonly Tensor[];
  /** The settings at construction. */
  readonly given: Table;
  /** The group as users see it. */
  readonly view: ParamGroup;
  readonly #check: (settings: Table) => void;
  #settings: Table;

  constructor(params: Iterable<Tensor>, settings: Table, check: (settings: Table) => void) {
    this.params = [...params];
    check(settings);
    this.given = settings;
    this.#settings = settings;
    this.#check = check;
    const view = { params: this.params, initialLr: undefined };
    for (const key of Object.keys(settings)) {
      Object.defineProperty(view, key, {
        enumerable: true,
        get: () => this.#settings[key],
        set: (value: Setting) => this.set({ ...this.#settings, [key]: value }),
      });
    }
    this.view = view as unknown as ParamGroup;
  }

  get settings(): Table {
    return this.#settings;
  }

  /** Refuses settings that the optimizer cannot take. */
  check(settings: Table): void {
    this.#check(settings);
  }

  set(settings: Table): void {
    this.#check(settings);
    this.#settings = settings;
  }
}

/** Splits what an optimizer was given into groups of parameters and settings. */
export function groupOptions(who: string, trained: Iterable<unknown>): { params: Tensor[] }[] {
  const items = [...trained];
  if (items.length === 0) {
    throw expected(who, "at least one parameter", [], "pass model.parameters()");
  }
  const isGroup = (item: unknown) =>
    typeof item === "object" && item !== null && !(item instanceof Tensor) && "params" in item;
  const groups = items.some(isGroup) ? items : [{ params: items }];
  return groups.map((item) => {
    if (isGroup(item)) {
      const { params, ...settings } = item as { params: Iterable<Tensor> };
      return { ...settings, params: params instanceof Tensor ? [params] : [...params] };
    }
    throw expected(who, "groups { params, ... } only", item, "put every parameter into a group");
  });
}

/** `given` over `defaults`; a name that is no setting is refused. */
export function settingsOf(who: string, defaults: object, ...given: object[]): Table {
  const settings = new Map(Object.entries(defaults));
  for (const [key, value] of given.flatMap((part) => Object.entries(part))) {
    if (!settings.has(key)) {
      const names = [...settings.keys()].join(", ");
      throw expected(who, `settings out of ${names}`, key, "check the name");
    }
    if (value !== undefined) settings.set(key, value);
  }
  return Object.fromEntries(settings) as Table;
}
