import { type AnyModule, type HookHandle, Module } from "../nn/index.ts";
import { Tensor } from "../tensor/index.ts";
import { expected, VisionError } from "../util/errors.ts";
import { nearestNames } from "../util/nearest.ts";

/** Nodes by their paths; or, by path, the names of one's own for them: `{ layer4: "features" }`. */
export type FeatureNodes = readonly string[] | Readonly<Record<string, string>>;

/** Outputs inside a net, by the names that were asked for. */
export type Features = Readonly<Record<string, Tensor>>;

/**
 * Makes a module that gives the outputs of modules inside another one, which it shares and leaves as it is. A path
 * is that of `namedModules()`; of a module that is called several times (a shared ReLU), `relu` is the first call,
 * `relu_1` the second. `forward` ends with the last of the nodes: what follows is neither computed nor updated.
 * torchvision's `create_feature_extractor`, for modules: the operations between them have no names here.
 * Throws NOT_FOUND for paths that the model does not have, with the nearest ones.
 * @example
 * const net = new nn.Sequential(new nn.Linear(4, 3), new nn.ReLU(), new nn.Linear(3, 2));
 * featureExtractor(net, { 1: "hidden" }).forward(zeros([5, 4]))["hidden"]!.shape; // [5, 3]
 */
export function featureExtractor<In extends readonly unknown[]>(
  model: Module<In, unknown>,
  nodes: FeatureNodes,
): FeatureExtractor<In> {
  return new FeatureExtractor(model, nodes);
}

const who = "featureExtractor";

interface Node {
  readonly path: string;
  /** What the output is called. */
  readonly name: string;
  readonly module: AnyModule;
  /** Which of the module's calls: 0 is the first. */
  readonly call: number;
}

/** What `featureExtractor` makes; the net is its one part, named `model`. */
export class FeatureExtractor<In extends readonly unknown[] = [Tensor]> extends Module<
  In,
  Features
> {
  readonly model: Module<In, unknown>;
  readonly #nodes: readonly Node[];

  constructor(model: Module<In, unknown>, nodes: FeatureNodes) {
    super();
    const wanted: (readonly [path: string, name: string])[] = Array.isArray(nodes)
      ? nodes.map((path: string) => [path, path])
      : Object.entries(nodes);
    if (wanted.length === 0)
      throw expected(who, "at least one node", nodes, "pass paths such as layer4");
    const known = new Map(model.namedModules().filter(([path]) => path !== ""));
    this.model = model;
    this.#nodes = wanted.map(([path, name]) => ({ path, name, ...find(known, path) }));
  }

  forward(...inputs: In): Features {
    const stop = new Error("all nodes are found");
    const found = new Map<Node, Tensor>();
    const hooks = this.#watch((node, output) => {
      found.set(node, tensorOf(node, output));
      if (found.size === this.#nodes.length) throw stop;
    });
    try {
      this.model.forward(...inputs);
    } catch (error) {
      if (error !== stop) throw error;
    } finally {
      for (const hook of hooks) hook.remove();
    }
    return Object.fromEntries(
      this.#nodes.map((node) => [node.name, found.get(node) ?? lost(node)]),
    );
  }

  // A hook for each module, whatever the number of nodes it is; they are taken off after one forward.
  #watch(see: (node: Node, output: unknown) => void): HookHandle[] {
    const modules = new Set(this.#nodes.map(({ module }) => module as Module));
    return [...modules].map((module) => {
      let calls = 0;
      return module.registerForwardHook((_module, _inputs, output) => {
        const call = calls++;
        for (const node of this.#nodes)
          if (node.module === module && node.call === call) see(node, output);
        return undefined;
      });
    });
  }
}

function find(
  known: ReadonlyMap<string, AnyModule>,
  path: string,
): { readonly module: AnyModule; readonly call: number } {
  const [, base = path, count = "0"] = known.has(path)
    ? []
    : (/^(.+)_([1-9]\d*)$/.exec(path) ?? []);
  const module = known.get(base);
  if (module !== undefined) return { module, call: Number(count) };
  const near = nearestNames(String(path), [...known.keys()]).join(", ");
  throw new VisionError({
    code: "NOT_FOUND",
    who,
    expected: "the path of a module inside the model, as namedModules() has it",
    got: path,
    hint: near === "" ? "pass a model that has modules" : `did you mean ${near}?`,
  });
}

function tensorOf({ path }: Node, output: unknown): Tensor {
  if (output instanceof Tensor) return output;
  const hint = "ask for a module around it, or for one inside it";
  throw expected(who, `${path} to give a tensor`, output, hint);
}

function lost({ path }: Node): never {
  throw new VisionError({
    code: "NOT_FOUND",
    who,
    expected: "nodes that forward comes through",
    got: path,
    hint: "it was not called (in this mode, as often); ask for another node",
  });
}
