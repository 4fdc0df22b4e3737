import type { Module } from "../nn/index.ts";
import { VisionError } from "../util/errors.ts";
import { nearestNames } from "../util/nearest.ts";
import { alexnet } from "./alexnet.ts";
import { convnext } from "./convnext.ts";
import { densenet } from "./densenet.ts";
import { efficientnet } from "./efficientnet.ts";
import { googlenet } from "./googlenet.ts";
import { inception } from "./inception.ts";
import { maxvit } from "./maxvit.ts";
import { mnasnet } from "./mnasnet.ts";
import { mobilenetv2 } from "./mobilenetv2.ts";
import { mobilenetv3 } from "./mobilenetv3.ts";
import { regnet } from "./regnet.ts";
import { resnet } from "./resnet.ts";
import { shufflenetv2 } from "./shufflenetv2.ts";
import { SimpleCnn, type SimpleCnnOptions } from "./simple-cnn.ts";
import { squeezenet } from "./squeezenet.ts";
import { swinTransformer } from "./swin-transformer.ts";
import { vgg } from "./vgg.ts";
import { visionTransformer } from "./vision-transformer.ts";

/** How a model is built from its options; the options are plain data and go into files. */
export interface ModelEntry {
  readonly build: (options: never) => Module;
  /** What it is, in one line. */
  readonly summary: string;
}

/** Every model that can be built by name. */
export const models = {
  simpleCnn: {
    build: (options: SimpleCnnOptions) => new SimpleCnn(options),
    summary: "blocks of convolution, ReLU and max pooling for small images",
  },
  ...alexnet,
  ...squeezenet,
  ...vgg,
  ...mobilenetv2,
  ...efficientnet,
  ...mobilenetv3,
  ...densenet,
  ...mnasnet,
  ...regnet,
  ...shufflenetv2,
  ...googlenet,
  ...inception,
  ...resnet,
  ...convnext,
  ...visionTransformer,
  ...swinTransformer,
  ...maxvit,
} as const satisfies Record<string, ModelEntry>;

/** A model's name. */
export type ModelName = keyof typeof models;

/** A model's name and options: enough to build it again. */
export interface ModelSpec {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * Builds a model from its name and options.
 * @example const model = buildModel({ name: "simpleCnn", options: { numClasses: 3 } });
 */
export function buildModel({ name, options }: ModelSpec): Module {
  const entry = new Map<string, ModelEntry>(Object.entries(models)).get(name);
  if (entry !== undefined) return entry.build(options as never);
  throw new VisionError({
    code: "NOT_FOUND",
    who: "buildModel",
    expected: `a model's name: ${Object.keys(models).join(", ")}`,
    got: name,
    hint: `did you mean ${nearestNames(name, Object.keys(models)).join(", ")}?`,
  });
}
