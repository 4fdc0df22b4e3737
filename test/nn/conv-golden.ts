import assert from "node:assert/strict";
import {
  AdaptiveAvgPool2d,
  AdaptiveMaxPool2d,
  AvgPool2d,
  Bilinear,
  Conv1d,
  Conv2d,
  Conv3d,
  ConvTranspose2d,
  Identity,
  MaxPool1d,
  MaxPool2d,
  type Module,
  PixelShuffle,
  Unflatten,
  Upsample,
  ZeroPad2d,
} from "../../src/nn/index.ts";
import { manualSeed } from "../../src/tensor/index.ts";
import { golden, type Packed } from "./golden.ts";
import { type LayerSource, layerSuite } from "./layer-suite.ts";

interface BilinearCase {
  readonly inputs: readonly Packed[];
  readonly weights: Packed;
  readonly out: Packed;
  readonly gradInputs: readonly Packed[];
  readonly grads: Readonly<Record<string, Packed>>;
}

const layers: Readonly<Record<string, unknown>> = {
  AdaptiveAvgPool2d,
  AdaptiveMaxPool2d,
  AvgPool2d,
  Bilinear,
  Conv1d,
  Conv2d,
  Conv3d,
  ConvTranspose2d,
  Identity,
  MaxPool1d,
  MaxPool2d,
  PixelShuffle,
  Unflatten,
  Upsample,
  ZeroPad2d,
};

const conv = golden<Omit<LayerSource, "make"> & { ties: LayerSource["cases"] }>("conv");

/** The layer suite over the golden calls of convolutions, pools and what changes an image's size. */
export function convSuite(layer: string): void {
  layerSuite(layer, { ...conv, make: makeConv });
}

/** Golden calls of Bilinear, which takes two inputs. */
export const bilinearCases = golden<{ bilinear: Record<string, BilinearCase> }>("conv").bilinear;

/** As `convSuite`, for inputs that hold every number many times. */
export function tiesSuite(layer: string): void {
  layerSuite(layer, { cases: conv.ties, first: {}, printed: {}, make: makeConv });
}

/**
 * Our layer of a PyTorch call such as `Conv2d(3, 6, (3, 1), stride=2, padding_mode="reflect")`: positional arguments
 * stay, named ones become the options in camelCase.
 */
export function makeConv(call: string): Module {
  const [, name, text] = /^(\w+)\((.*)\)$/.exec(call) ?? assert.fail(`not a call: ${call}`);
  const parts = text!.match(/(?:\([^)]*\)|[^,(])+/g)?.map((part) => part.trim()) ?? [];
  const named = parts.filter((part) => part.includes("="));
  const positional = parts.slice(0, parts.length - named.length).map(value);
  const options = named.map((part) => {
    const [key, text] = part.split("=") as [string, string];
    return [key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), value(text)];
  });
  const Layer = layers[name!] as new (...args: unknown[]) => Module;
  assert.ok(Layer, `no layer ${name}`);
  manualSeed(7);
  return new Layer(...positional, ...(named.length > 0 ? [Object.fromEntries(options)] : []));
}

// Python's True, None, (1, 2) and "text" as JSON.
function value(python: string): unknown {
  const words: Readonly<Record<string, unknown>> = { True: true, False: false, None: null };
  if (python in words) return words[python];
  return JSON.parse(python.replace("(", "[").replace(/,?\)/, "]").replaceAll("None", "null"));
}
