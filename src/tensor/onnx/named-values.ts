import type { OnnxInitializer, OnnxModel } from "./model.ts";

/** Constants of up to so many elements are compared, so that equal ones are stored once. */
const SHORT = 16;

/**
 * The same model with names for some of its values; the others keep theirs unless they are taken. Constants that
 * nothing uses go, and short ones that are equal and have no name of their own are stored once.
 */
export function nameValues(model: OnnxModel, names: ReadonlyMap<string, string>): OnnxModel {
  const { kept, same } = shareConstants(model, names);
  const taken = new Set(names.values());
  const given = new Map(names);
  const nameOf = (value: string): string => {
    if (value === "") return value; // an optional input that is absent
    const original = same.get(value) ?? value;
    let name = given.get(original);
    if (name !== undefined) return name;
    for (name = original; taken.has(name); ) name = `${name}_`;
    taken.add(name);
    given.set(original, name);
    return name;
  };
  return {
    inputs: model.inputs.map((info) => ({ ...info, name: nameOf(info.name) })),
    nodes: model.nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(nameOf),
      outputs: node.outputs.map(nameOf),
    })),
    outputs: model.outputs.map((info) => ({ ...info, name: nameOf(info.name) })),
    initializers: kept.map((constant) => ({ ...constant, name: nameOf(constant.name) })),
  };
}

function shareConstants({ nodes, initializers }: OnnxModel, names: ReadonlyMap<string, string>) {
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  const known = new Map<string, string>();
  const same = new Map<string, string>();
  const kept: OnnxInitializer[] = [];
  for (const constant of initializers) {
    if (!used.has(constant.name)) continue;
    const key = names.has(constant.name) ? undefined : keyOf(constant);
    const other = key === undefined ? undefined : known.get(key);
    if (other !== undefined) {
      same.set(constant.name, other);
      continue;
    }
    if (key !== undefined) known.set(key, constant.name);
    kept.push(constant);
  }
  return { kept, same };
}

function keyOf({ data, dtype, shape }: OnnxInitializer): string | undefined {
  if (data.length > SHORT) return undefined;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return `${dtype}:${shape}:${bytes}`;
}
