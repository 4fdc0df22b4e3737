import type { Recording } from "./collect.ts";
import type { OnnxModel } from "./onnx/model.ts";
import { fitsOpenModel, type OpenModel, openModel } from "./onnx/open-model.ts";
import type { Shape } from "./shape.ts";

/** Compiles of one structure after which a loop is warned. */
const MANY = 5;

/** Recordings of one structure: the same operations, wired alike, whatever the sizes and settings. */
export class Family {
  /** How often it was compiled. */
  compiles = 0;
  #open: OpenModel | undefined;
  #last:
    | { model: OnnxModel | undefined; shapes: readonly string[]; settings: readonly string[] }
    | undefined;

  /** A model for many sizes that `model` is a case of, made from it and an earlier one if need be. */
  openFor(model: OnnxModel): OpenModel | undefined {
    if (this.#open !== undefined && fitsOpenModel(this.#open, model)) return this.#open;
    this.#open = this.#last?.model && openModel(this.#last.model, model);
    return this.#open;
  }

  /** Notes a recording, with its model where that may be one for many sizes; what changed since the last one, as text. */
  note(recording: Recording, model?: OnnxModel): string {
    const shapes = recording.leaves.map(({ dtype, shape }) => `${dtype} ${text(shape)}`);
    const settings = recording.order.map(({ op, attrs }) => `${op!.name} ${JSON.stringify(attrs)}`);
    const last = this.#last;
    this.#last = { model, shapes, settings };
    if (last === undefined) return "";
    const shape = shapes.findIndex((item, i) => item !== last.shapes[i]);
    if (shape >= 0) return `input ${shape} went from ${last.shapes[shape]} to ${shapes[shape]}`;
    const setting = settings.findIndex((item, i) => item !== last.settings[i]);
    if (setting >= 0) return `${last.settings[setting]} became ${settings[setting]}`;
    return "other results were asked for";
  }
}

/** Families by structure, the newest `limit` of them. */
export class Families {
  readonly #families = new Map<string, Family>();
  readonly #limit: number;
  #warned = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The family of a recording. */
  of({ order, leaves, constants, outputs }: Recording): Family {
    const places = order.map(({ op, inputs }) => [op!.name, inputs.map(({ place }) => place)]);
    const results = outputs.map(({ place }) => place);
    const key = JSON.stringify([places, leaves.length, constants.length, results]);
    const family = this.#families.get(key) ?? new Family();
    this.#families.delete(key);
    this.#families.set(key, family);
    if (this.#families.size > this.#limit) {
      const [oldest] = this.#families.keys();
      this.#families.delete(oldest!);
    }
    return family;
  }

  /** Counts a compilation; warns, once, where one structure is compiled again and again, and of what changed. */
  compiled(family: Family, change: string): void {
    family.compiles++;
    if (family.compiles < MANY || this.#warned) return;
    this.#warned = true;
    const what = `the same computation was compiled ${family.compiles} times, the last time because ${change}`;
    const hint =
      "keep shapes equal from step to step: pad, use dropLast, or pass numbers as tensors";
    process.emitWarning(`${what}; ${hint}`, { type: "TsvisionHint", code: "TSVISION_COMPILES" });
  }
}

function text(shape: Shape): string {
  return JSON.stringify(shape);
}
