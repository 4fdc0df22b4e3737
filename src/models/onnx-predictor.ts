import { type DType, realize, Tensor } from "../tensor/index.ts";
import { whileHeld } from "../tensor/lend.ts";
import type { LoadedModel, NamedTensor } from "../tensor/runtime/runtime.ts";
import type { RuntimeOwner } from "../tensor/runtime/runtime-owner.ts";
import { expected } from "../util/errors.ts";

/** An input or output of an ONNX model. */
export interface OnnxInfo {
  readonly name: string;
  readonly dtype: DType;
  /** Sizes; a text is a size that varies, by its name. Undefined where the file does not tell the rank. */
  readonly shape: readonly (number | string)[] | undefined;
}

/** What a predictor is made of; `loadOnnx` makes it. */
export interface OnnxPredictorParts {
  readonly inputs: readonly OnnxInfo[];
  readonly outputs: readonly OnnxInfo[];
  readonly metadata: ReadonlyMap<string, unknown>;
  readonly owner: RuntimeOwner;
  readonly model: LoadedModel;
}

/**
 * An ONNX model that computes. `loadOnnx` makes it.
 * @example
 * const predictor = await loadOnnx("net.onnx");
 * const { output } = await predictor.run({ input: zeros([1, 3, 224, 224]) });
 */
export class OnnxPredictor {
  readonly inputs: readonly OnnxInfo[];
  readonly outputs: readonly OnnxInfo[];
  /** The file's notes: what was JSON is parsed, other text is as it is. */
  readonly metadata: ReadonlyMap<string, unknown>;
  readonly #owner: RuntimeOwner;
  readonly #model: LoadedModel;
  #closed: Promise<void> | undefined;

  constructor({ inputs, outputs, metadata, owner, model }: OnnxPredictorParts) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.metadata = metadata;
    this.#owner = owner;
    this.#model = model;
  }

  /**
   * All outputs by name, for a tensor for each input by name.
   * Throws `INVALID_ARGUMENT` for other names, element types and shapes than the model's.
   */
  async run(inputs: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>> {
    for (const name of Object.keys(inputs)) {
      if (!this.inputs.some((input) => input.name === name))
        throw refuse(`inputs called ${namesOf(this.inputs)}`, name);
    }
    if (this.#closed !== undefined)
      throw expected("OnnxPredictor.run", "an open model", "a closed one", "load it anew");
    return this.#owner.use(async () => {
      const given = this.inputs.map((info) => {
        if (Object.hasOwn(inputs, info.name)) return checkInput(info, inputs[info.name]!);
        throw refuse(`a tensor for each input (${namesOf(this.inputs)})`, Object.keys(inputs));
      });
      await realize(...given);
      const feeds = given.map((tensor, i): NamedTensor => {
        const { dtype, shape } = tensor;
        return { name: this.inputs[i]!.name, dtype, shape, data: tensor.hostData() };
      });
      const values = given.flatMap(({ node }) => node.value ?? []);
      const results = await whileHeld(values, () => this.#model.run(feeds));
      return Object.fromEntries(
        results.map(({ name, data, shape, dtype }) => [name, Tensor.fromData(data, shape, dtype)]),
      );
    });
  }

  /** The first output for the only input. Throws `INVALID_ARGUMENT` for models with more inputs. */
  async predict(input: Tensor): Promise<Tensor> {
    const [info] = this.inputs;
    if (info === undefined || this.inputs.length > 1)
      throw refuse("a model with one input", namesOf(this.inputs), "call run with all of them");
    const results = await this.run({ [info.name]: input });
    return results[this.outputs[0]!.name]!;
  }

  /** Waits for what is under way and frees the model's memory; nothing can be computed afterwards. */
  close(): Promise<void> {
    this.#closed ??= this.#owner.close(() => this.#model.close());
    return this.#closed;
  }
}

function checkInput({ name, dtype, shape }: OnnxInfo, tensor: unknown): Tensor {
  if (!(tensor instanceof Tensor)) throw refuse(`a tensor for ${name}`, tensor);
  if (tensor.dtype !== dtype)
    throw refuse(`${dtype} for ${name}`, tensor.dtype, `convert with .to("${dtype}")`);
  const fits =
    shape === undefined ||
    (shape.length === tensor.shape.length &&
      shape.every((size, axis) => typeof size === "string" || size === tensor.shape[axis]));
  if (fits) return tensor;
  const hint = "texts stand for sizes that may vary; reshape it, or export with dynamicBatch";
  throw refuse(`shape [${shape.join(", ")}] for ${name}`, tensor.shape, hint);
}

function namesOf(infos: readonly OnnxInfo[]): string {
  return infos.map(({ name }) => name).join(", ");
}

function refuse(what: string, got: unknown, hint = "see the predictor's inputs") {
  return expected("OnnxPredictor.run", what, got, hint);
}
