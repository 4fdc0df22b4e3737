import { type DType, noGrad, type OpName, type Shape, Tensor, zeros } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { ModelSummary } from "./model-summary.ts";
import type { AnyModule, Module } from "./module.ts";

type Node = Tensor["node"];

/** Options of `summary`. */
export interface SummaryOptions {
  /** Element type of the inputs: one for all, or one for each. Default float32. */
  readonly dtype?: DType | readonly DType[];
}

/**
 * A table of a model's layers for an input of this shape (or inputs of these): output shapes, parameters,
 * multiply-adds. Batch normalization and other element-wise work do not count as multiply-adds, biases neither.
 * Only records, in eval mode: nothing is computed or changed. As the package torchinfo's `summary`.
 * @example console.log(summary(new Linear(784, 10), [64, 784])); // 7,850 parameters, 501,760 multiply-adds
 */
export function summary(
  model: AnyModule,
  inputShape: Shape | readonly Shape[],
  { dtype = "float32" }: SummaryOptions = {},
): ModelSummary {
  const shapes = shapesOf(inputShape);
  const inputs = shapes.map((shape, i) => {
    const own = typeof dtype === "string" ? dtype : (dtype[i] ?? "float32");
    return zeros(shape, { dtype: own });
  });
  const modules = model.modules();
  const modes = modules.map(({ training }) => training);
  const calls = new Calls();
  const handles = modules.flatMap((module) => calls.watch(module));
  try {
    model.eval();
    noGrad(() => (model as unknown as Module<Tensor[], unknown>).forward(...inputs));
  } finally {
    for (const handle of handles) handle.remove();
    modules.forEach((module, i) => {
      module.training = modes[i]!;
    });
  }
  return new ModelSummary(rows(model, calls), trainable(model));
}

/** What each module gave, and which part of the recording is its own. */
class Calls {
  readonly shapes = new Map<AnyModule, Shape | undefined>();
  readonly multiplyAdds = new Map<AnyModule, number>();
  readonly #running: AnyModule[] = [];
  readonly #seen = new Set<Node>();

  watch(module: AnyModule) {
    return [
      module.registerForwardPreHook((_, inputs) => {
        // What was recorded up to here belongs to the module that calls this one.
        this.#count(inputs);
        this.#running.push(module);
        return undefined;
      }),
      module.registerForwardHook((_module, _inputs, output) => {
        this.#count(output);
        this.#running.pop();
        this.shapes.set(module, tensorsIn(output)[0]?.shape);
        return undefined;
      }),
    ];
  }

  #count(values: unknown): void {
    const stack = tensorsIn(values).map(({ node }) => node);
    let sum = 0;
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (this.#seen.has(node)) continue;
      this.#seen.add(node);
      sum += products[node.kind as OpName]?.(node) ?? 0;
      stack.push(...node.inputs);
    }
    const module = this.#running.at(-1);
    if (module === undefined) return;
    this.multiplyAdds.set(module, (this.multiplyAdds.get(module) ?? 0) + sum);
  }
}

const sizeOf = ({ shape }: Node) => shape.reduce((size, length) => size * length, 1);

// How many numbers of the weight one number of the first dimension has.
const sizeBelowFirst = ({ shape }: Node) => shape.slice(1).reduce((size, n) => size * n, 1);

// Multiply-adds of the operations that have some.
const products: Partial<Readonly<Record<OpName, (node: Node) => number>>> = {
  matmul: (node) => sizeOf(node) * node.inputs[0]!.shape.at(node.attrs["transA"] ? -2 : -1)!,
  conv: (node) => sizeOf(node) * sizeBelowFirst(node.inputs[1]!),
  // A transposed convolution: each number of the input meets each number of its channel's kernels.
  convInputGrad: ({ inputs: [x, weight] }) => sizeOf(x!) * sizeBelowFirst(weight!),
  lstmTrace: ({ inputs: [projected, h] }) => sizeOf(projected!) * h!.shape[1]!,
};

function rows(model: AnyModule, calls: Calls) {
  const seen = new Set<Tensor>();
  return model.namedModules().map(([name, module]) => {
    const own = module
      .namedParameters()
      .filter(([path, tensor]) => !path.includes(".") && !seen.has(tensor) && seen.add(tensor));
    return {
      name,
      type: module.constructor.name,
      depth: name === "" ? 0 : name.split(".").length,
      outputShape: calls.shapes.get(module),
      parameters: own.reduce((sum, [, { node }]) => sum + sizeOf(node), 0),
      multiplyAdds: calls.multiplyAdds.get(module) ?? 0,
    };
  });
}

function trainable(model: AnyModule): number {
  return model
    .parameters()
    .filter(({ requiresGrad }) => requiresGrad)
    .reduce((sum, { node }) => sum + sizeOf(node), 0);
}

function tensorsIn(values: unknown): Tensor[] {
  if (values instanceof Tensor) return [values];
  return Array.isArray(values) ? values.flatMap(tensorsIn) : [];
}

function shapesOf(inputShape: Shape | readonly Shape[]): readonly Shape[] {
  if (!Array.isArray(inputShape))
    throw expected("summary", "an input shape", inputShape, "pass one such as [1, 3, 224, 224]");
  return Array.isArray(inputShape[0]) ? (inputShape as readonly Shape[]) : [inputShape as Shape];
}
