import assert from "node:assert/strict";
import {
  ELU,
  GELU,
  Hardsigmoid,
  Hardswish,
  Hardtanh,
  LeakyReLU,
  LogSigmoid,
  LogSoftmax,
  Mish,
  type Module,
  PReLU,
  ReLU6,
  SELU,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Softsign,
  Tanh,
} from "../../src/nn/index.ts";
import { golden } from "./golden.ts";
import { type LayerSource, layerSuite } from "./layer-suite.ts";

const layers: Readonly<Record<string, unknown>> = {
  ELU,
  GELU,
  Hardsigmoid,
  Hardswish,
  Hardtanh,
  LeakyReLU,
  LogSigmoid,
  LogSoftmax,
  Mish,
  PReLU,
  ReLU6,
  SELU,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Softsign,
  Tanh,
};

const activations = golden<Omit<LayerSource, "make" | "first">>("activations");

/** The layer suite over the golden calls of activations, hard and far numbers among the inputs. */
export function activationSuite(layer: string): void {
  const count = Object.keys(activations.cases).filter((call) => call.startsWith(`${layer}(`));
  assert.ok(count.length > 0, `no golden calls of ${layer}`);
  layerSuite(layer, { ...activations, first: {}, make });
}

/** Our layer of a PyTorch call; the order of the arguments is the same, but `init=` is an option. */
function make(call: string): Module {
  const [, name, text] = /^(\w+)\((.*)\)$/.exec(call) ?? assert.fail(`not a call: ${call}`);
  const parts = text === "" ? [] : text!.split(", ");
  const args = parts.map((part) => {
    const [, key, value] = /^(?:(\w+)=)?(.*)$/.exec(part)!;
    return key === "init" ? { init: JSON.parse(value!) } : JSON.parse(value!);
  });
  const Layer = layers[name!] as new (...args: unknown[]) => Module;
  return new Layer(...args);
}
