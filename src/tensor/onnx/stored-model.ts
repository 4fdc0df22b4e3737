import type { OnnxModel, OnnxNode, StoredInitializer, StoredModel } from "./model.ts";

/** Writes a model anew with other constants: calls and constants in order, under names that are not taken. */
export class StoredModelWriter {
  readonly #model: OnnxModel;
  readonly #taken: Set<string>;
  readonly #nodes: OnnxNode[] = [];
  readonly #constants: StoredInitializer[] = [];

  constructor(model: OnnxModel) {
    const { nodes, inputs, initializers } = model;
    this.#model = model;
    this.#taken = new Set(nodes.flatMap(({ outputs }) => outputs));
    for (const { name } of [...inputs, ...initializers]) this.#taken.add(name);
  }

  /** A call as it is. */
  keep(node: OnnxNode): void {
    this.#nodes.push(node);
  }

  /** A call of an operator of ONNX; its results are named, but for a given first one, after `name`. */
  add(
    opType: string,
    inputs: readonly string[],
    { name, results = 1, output, to }: CallOptions,
  ): string[] {
    const outputs = Array.from({ length: results }, () => this.#fresh(name));
    if (output !== undefined) outputs[0] = output;
    const attributes: OnnxNode["attributes"] = to === undefined ? {} : { to: { int: to } };
    this.#nodes.push({ opType, inputs, outputs, attributes, domain: "" });
    return outputs;
  }

  /** A constant; the name it got. */
  constant(constant: StoredInitializer): string {
    const name = this.#fresh(constant.name);
    this.#constants.push({ ...constant, name });
    return name;
  }

  /** The model, with those of the old constants that are still used. */
  finish(): StoredModel {
    const used = new Set(this.#nodes.flatMap(({ inputs }) => inputs));
    const kept = this.#model.initializers.filter(({ name }) => used.has(name));
    const made = new Set(this.#nodes.flatMap(({ outputs }) => outputs));
    const old = kept.filter(({ name }) => !made.has(name));
    return { ...this.#model, nodes: this.#nodes, initializers: [...old, ...this.#constants] };
  }

  #fresh(wanted: string): string {
    let name = wanted;
    for (let i = 1; this.#taken.has(name); i++) name = `${wanted}_${i}`;
    this.#taken.add(name);
    return name;
  }
}

interface CallOptions {
  readonly name: string;
  readonly results?: number;
  /** The first result's name, where others know it already. */
  readonly output?: string;
  /** The element type of a `Cast`, by its number. */
  readonly to?: number;
}
