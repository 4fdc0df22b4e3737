import { expected } from "../util/errors.ts";

/** An equation with a name for each dimension; those of "..." are called "...0" (the last one), "...1" and so on. */
export interface Equation {
  readonly text: string;
  readonly operands: readonly (readonly string[])[];
  readonly result: readonly string[];
}

/** Reads an equation such as "bij,bjk->bik" for operands of these ranks. */
export function parseEquation(text: string, ranks: readonly number[]): Equation {
  const [inputs, output, ...more] = text.replaceAll(" ", "").split("->");
  const terms = inputs!.split(",");
  const valid = /^(?:[A-Za-z]*(?:\.\.\.[A-Za-z]*)?)$/;
  if (more.length > 0 || ![...terms, output ?? ""].every((term) => valid.test(term))) {
    const what = 'letters, "..." once an operand, commas, and one "->" at most';
    throw expected("einsum", what, text, 'write an equation such as "bij,bjk->bik"');
  }
  if (terms.length !== ranks.length) {
    const what = `an operand for each of ${terms.length} terms of ${JSON.stringify(text)}`;
    throw expected("einsum", what, ranks.length, "pass a tensor for each term");
  }
  const operands = terms.map((term, i) => namesOf(text, term, ranks[i]!));
  return { text, operands, result: resultOf(text, operands, output) };
}

function namesOf(text: string, term: string, rank: number): string[] {
  const [front, back] = term.split("...") as [string, string | undefined];
  const letters = front.length + (back?.length ?? 0);
  if (back === undefined ? letters !== rank : letters > rank) {
    const what = `${back === undefined ? "" : "at least "}${letters} dimensions for ${JSON.stringify(term)}`;
    throw expected("einsum", `${what} in ${JSON.stringify(text)}`, rank, "check the equation");
  }
  return [...front, ...dots(rank - letters), ...(back ?? "")];
}

function dots(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `...${count - 1 - i}`);
}

function resultOf(
  text: string,
  operands: readonly (readonly string[])[],
  output: string | undefined,
): string[] {
  const all = operands.flat();
  const wide = dots(new Set(all.filter((name) => name.startsWith("."))).size);
  if (output === undefined) {
    const once = all.filter((name) => !name.startsWith(".") && count(all, name) === 1);
    return [...wide, ...once.sort()];
  }
  const [front, back] = output.split("...") as [string, string | undefined];
  const result = [...front, ...(back === undefined ? [] : wide), ...(back ?? "")];
  const wrong = result.find((name) => count(result, name) > 1 || !all.includes(name));
  if (wrong !== undefined) {
    const what = `each letter of the result once, and in an operand, in ${JSON.stringify(text)}`;
    throw expected("einsum", what, wrong, "check what stands behind ->");
  }
  return result;
}

function count(names: readonly string[], name: string): number {
  return names.filter((other) => other === name).length;
}
