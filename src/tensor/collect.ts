import type { Node } from "./node.ts";
import type { Attrs, Op } from "./op.ts";

/**
 * What one run has to compute, in canonical order, with the key of its structure. Two recordings of the same
 * program on other numbers give the same key.
 */
export interface Recording {
  /** Operations, inputs before users. */
  readonly order: readonly Node[];
  /** Numbers that go in, in the order of first use. */
  readonly leaves: readonly Node[];
  /** Scalars of the program text, in the order of first use. */
  readonly constants: readonly Node[];
  /** Operations whose values are asked for. */
  readonly outputs: readonly Node[];
  readonly key: readonly number[];
}

/** Gives small numbers to texts, so that keys are lists of numbers. */
export class Interner {
  readonly #ids = new Map<string, number>();
  readonly #plain = new Map<Op, number>();

  /** The number of a text. */
  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    this.#ids.set(text, this.#ids.size + 1);
    return this.#ids.size;
  }

  /** The number of an operation with its settings. */
  operation({ op, attrs }: Node): number {
    for (const _ in attrs) return this.id(op!.name + textOf(attrs));
    let known = this.#plain.get(op!);
    if (known === undefined) {
      known = this.id(op!.name);
      this.#plain.set(op!, known);
    }
    return known;
  }

  /** The number of a leaf's element type and shape. */
  layout(node: Node): number {
    node.layout ||= this.id(`${node.dtype}:${node.shape.join(",")}`);
    return node.layout;
  }
}

// JSON says null for NaN and the infinities, which are different settings.
function textOf(attrs: Attrs): string {
  const text = JSON.stringify(attrs);
  if (!text.includes("null")) return text;
  return JSON.stringify(attrs, (_, value) =>
    typeof value === "number" && !Number.isFinite(value) ? `number ${value}` : value,
  );
}

/** Walks from `roots` to the leaves. `walk` is a number that no earlier walk had. */
export function collect(roots: readonly Node[], interner: Interner, walk: number): Recording {
  const walker = new Walker(interner, walk);
  // The list grows while it is gone through: companions of what was met are computed in the same run.
  const pending = [...roots];
  for (let i = 0; i < pending.length; i++) walker.visit(pending[i]!, pending);
  return walker.finish();
}

class Walker {
  readonly #order: Node[] = [];
  readonly #leaves: Node[] = [];
  readonly #constants: Node[] = [];
  readonly #outputs = new Set<Node>();
  readonly #key: number[] = [];
  readonly #interner: Interner;
  readonly #walk: number;

  constructor(interner: Interner, walk: number) {
    this.#interner = interner;
    this.#walk = walk;
  }

  visit(root: Node, pending: Node[]): void {
    if (root.value !== undefined || root.op === undefined) return;
    this.#outputs.add(root);
    if (root.walk === this.#walk) return;
    // Depth first with an explicit stack; `place` counts the inputs done while a node waits.
    const stack = [root];
    root.walk = this.#walk;
    root.place = 0;
    while (stack.length > 0) {
      const node = stack[stack.length - 1]!;
      const input = node.inputs[node.place++];
      if (input === undefined) {
        stack.pop();
        this.#operation(node, pending);
      } else if (input.walk !== this.#walk) {
        input.walk = this.#walk;
        input.place = 0;
        if (input.op === undefined || input.value !== undefined) this.#source(input);
        else stack.push(input);
      }
    }
  }

  finish(): Recording {
    const outputs = [...this.#outputs];
    this.#key.push(0, ...outputs.map(({ place }) => place));
    return {
      order: this.#order,
      leaves: this.#leaves,
      constants: this.#constants,
      outputs,
      key: this.#key,
    };
  }

  // References in the key: operations count up from 0, numbers that go in are negative.
  #operation(node: Node, pending: Node[]): void {
    this.#key.push(this.#interner.operation(node), node.inputs.length);
    for (const input of node.inputs) this.#key.push(input.place);
    node.place = this.#order.length;
    this.#order.push(node);
    if (node.kept) this.#outputs.add(node);
    if (node.companions !== undefined) pending.push(...node.companions);
  }

  #source(node: Node): void {
    const isConstant = node.constant !== undefined && node.value === undefined;
    const list = isConstant ? this.#constants : this.#leaves;
    list.push(node);
    node.place = isConstant ? -2 * list.length : -2 * list.length + 1;
    this.#key.push(this.#interner.layout(node));
  }
}
