import { type Shape, sameShape, sizeOf } from "../shape.ts";
import type { OnnxModel, OnnxNode } from "./model.ts";

/** Shapes of values by name; a value that is not here is left alone. */
export type Shapes = ReadonlyMap<string, Shape>;

/**
 * Takes sums and scaled differences into the matrix product that they are made of, so that a large result goes through
 * memory once: `x + a b` and `w - s (a b)` become one `Gemm`. The second is an optimizer's step on a linear layer,
 * where it saves two passes over the weights.
 */
export function fuse(model: OnnxModel, shapes: Shapes): OnnxModel {
  let { nodes } = model;
  for (const rule of [sumIntoProduct, stepIntoProduct]) {
    const graph = new Graph({ ...model, nodes }, shapes);
    nodes = nodes.flatMap((node) => rule(node, graph) ?? [node]);
  }
  return { ...model, nodes: withoutUnused(nodes, model) };
}

/** A model's nodes by what they make, and how often each value is used. */
class Graph {
  readonly #shapes: Shapes;
  readonly #makers = new Map<string, OnnxNode>();
  readonly #uses = new Map<string, number>();

  constructor({ nodes, outputs }: OnnxModel, shapes: Shapes) {
    this.#shapes = shapes;
    for (const node of nodes) for (const name of node.outputs) this.#makers.set(name, node);
    for (const name of [...nodes.flatMap(({ inputs }) => inputs), ...outputs.map((o) => o.name)]) {
      this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
    }
  }

  shape(name: string): Shape | undefined {
    return this.#shapes.get(name);
  }

  /** The node of this type that makes a value, if nothing else uses the value. */
  only(name: string, opType: string): OnnxNode | undefined {
    const maker = this.#makers.get(name);
    return maker?.opType === opType && this.#uses.get(name) === 1 ? maker : undefined;
  }

  /** A product without an addend whose result has the shape of `name`'s value. */
  product(name: string, addend: string): OnnxNode | undefined {
    const [own, other] = [this.shape(name), this.shape(addend)];
    const gemm = this.only(name, "Gemm");
    const fits = own !== undefined && other !== undefined && sameShape(own, other);
    return fits && gemm?.inputs.length === 2 ? gemm : undefined;
  }
}

// x + a b, or a b + x
function sumIntoProduct(node: OnnxNode, graph: Graph): OnnxNode[] | undefined {
  if (node.opType !== "Add") return undefined;
  for (const [product, addend] of [node.inputs, [...node.inputs].reverse()] as [string, string][]) {
    const gemm = graph.product(product, addend);
    if (gemm !== undefined)
      return [{ ...gemm, inputs: [...gemm.inputs, addend], outputs: node.outputs }];
  }
  return undefined;
}

// w - s (a b) = w - (s a) b, where s is a scalar and a or b is smaller than the product
function stepIntoProduct(node: OnnxNode, graph: Graph): OnnxNode[] | undefined {
  if (node.opType !== "Sub") return undefined;
  const [w, scaled] = node.inputs as [string, string];
  const mul = graph.only(scaled, "Mul");
  if (mul === undefined) return undefined;
  for (const [product, s] of [mul.inputs, [...mul.inputs].reverse()] as [string, string][]) {
    const gemm = graph.shape(s)?.length === 0 ? graph.product(product, w) : undefined;
    const side = gemm === undefined ? -1 : smallerSide(gemm, sizeOf(graph.shape(w)!), graph);
    if (side === -1) continue;
    const factor = `${node.outputs[0]}_scaled`;
    const inputs = gemm!.inputs.map((name, i) => (i === side ? factor : name));
    return [
      { ...mul, inputs: [gemm!.inputs[side]!, s], outputs: [factor] },
      {
        ...gemm!,
        inputs: [...inputs, w],
        outputs: node.outputs,
        attributes: { ...gemm!.attributes, alpha: { float: -1 } },
      },
    ];
  }
  return undefined;
}

function smallerSide(gemm: OnnxNode, size: number, graph: Graph): number {
  const sizes = gemm.inputs.map((name) => sizeOf(graph.shape(name) ?? [Infinity]));
  const side = sizes[0]! <= sizes[1]! ? 0 : 1;
  return sizes[side]! <= size ? side : -1;
}

// The products that went into others are still there; nothing uses them.
function withoutUnused(nodes: readonly OnnxNode[], { outputs }: OnnxModel): OnnxNode[] {
  const wanted = new Set(outputs.map(({ name }) => name));
  const kept: OnnxNode[] = [];
  for (const node of [...nodes].reverse()) {
    if (!node.outputs.some((name) => wanted.has(name))) continue;
    for (const name of node.inputs) wanted.add(name);
    kept.push(node);
  }
  return kept.reverse();
}
