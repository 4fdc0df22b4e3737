import { VisionError } from "../util/errors.ts";
import { nearestNames } from "../util/nearest.ts";
import { buildPretrained, type PretrainedOptions } from "./build-pretrained.ts";
import { type ModelName, models } from "./registry.ts";

type Registry = typeof models;

/** The options of a model's net, and those that choose its weights. */
export type BuilderOptions<Name extends ModelName> = Parameters<Registry[Name]["build"]>[0] &
  PretrainedOptions;

/** Builds a model, with weights if they are asked for; the weights may be downloaded. */
export type Builder<Name extends ModelName = ModelName> = (
  options?: BuilderOptions<Name>,
) => Promise<ReturnType<Registry[Name]["build"]>>;

type Builders = { readonly [Name in ModelName]: Builder<Name> };

/** A builder for every model of the registry. */
export const builders = Object.fromEntries(
  Object.keys(models).map((name) => [name, (options?: never) => buildPretrained(name, options)]),
) as unknown as Builders;

/**
 * The builder of a model, by a name that is not known before the program runs; upper and lower case alike.
 * torchvision's `get_model_builder`; its `get_model(name, ...)` is `await get(name)({ ... })`.
 * Throws NOT_FOUND with the nearest names.
 * @example const model = await get("squeezenet1_1")({ numClasses: 10 });
 */
export function get<Name extends ModelName>(name: Name): Builder<Name>;
export function get(name: string): Builder;
export function get(name: string): Builder {
  const names = Object.keys(builders) as ModelName[];
  const lower = String(name).toLowerCase();
  const found = names.find((known) => known.toLowerCase() === lower);
  if (found !== undefined) return builders[found] as Builder;
  throw new VisionError({
    code: "NOT_FOUND",
    who: "models.get",
    expected: `the name of one of ${names.length} models`,
    got: name,
    hint: `did you mean ${nearestNames(lower, names).join(", ")}?`,
  });
}

/** The builders by their names, which are torchvision's. */
export const {
  simpleCnn,
  alexnet,
  squeezenet1_0,
  squeezenet1_1,
  vgg11,
  vgg11_bn,
  vgg13,
  vgg13_bn,
  vgg16,
  vgg16_bn,
  vgg19,
  vgg19_bn,
  mobilenet_v2,
  efficientnet_b0,
  efficientnet_b1,
  efficientnet_b2,
  efficientnet_b3,
  efficientnet_b4,
  efficientnet_b5,
  efficientnet_b6,
  efficientnet_b7,
  efficientnet_v2_s,
  efficientnet_v2_m,
  efficientnet_v2_l,
  mobilenet_v3_small,
  mobilenet_v3_large,
  densenet121,
  densenet161,
  densenet169,
  densenet201,
  mnasnet0_5,
  mnasnet0_75,
  mnasnet1_0,
  mnasnet1_3,
  regnet_y_400mf,
  regnet_y_800mf,
  regnet_y_1_6gf,
  regnet_y_3_2gf,
  regnet_y_8gf,
  regnet_y_16gf,
  regnet_y_32gf,
  regnet_y_128gf,
  regnet_x_400mf,
  regnet_x_800mf,
  regnet_x_1_6gf,
  regnet_x_3_2gf,
  regnet_x_8gf,
  regnet_x_16gf,
  regnet_x_32gf,
  shufflenet_v2_x0_5,
  shufflenet_v2_x1_0,
  shufflenet_v2_x1_5,
  shufflenet_v2_x2_0,
  googlenet,
  inception_v3,
  resnet18,
  resnet34,
  resnet50,
  resnet101,
  resnet152,
  resnext50_32x4d,
  resnext101_32x8d,
  resnext101_64x4d,
  wide_resnet50_2,
  wide_resnet101_2,
  convnext_tiny,
  convnext_small,
  convnext_base,
  convnext_large,
  vit_b_32,
  vit_b_16,
  vit_l_16,
  vit_l_32,
  vit_h_14,
  swin_t,
  swin_s,
  swin_b,
  swin_v2_t,
  swin_v2_s,
  swin_v2_b,
  maxvit_t,
} = builders;
