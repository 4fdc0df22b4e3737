import type { Module } from "../nn/index.ts";
import { defaultRng } from "../util/default-rng.ts";
import { buildModel, type ModelSpec } from "./registry.ts";

/**
 * Builds a model whose parameters are about to be replaced: they are zeros, where `buildModel` would draw them.
 * What is drawn afterwards is the same as after `buildModel`.
 * @example buildForFile({ name: "resnet18", options: {} }).loadStateDict(await load("resnet18.pth"));
 */
export function buildForFile(spec: ModelSpec): Module {
  const rng = defaultRng();
  rng.isSkipping = true;
  try {
    return buildModel(spec);
  } finally {
    rng.isSkipping = false;
  }
}
