import { createHash } from "node:crypto";
import {
  ColorJitter,
  Compose,
  ElasticTransform,
  GaussianBlur,
  RandomAffine,
  RandomErasing,
  RandomResizedCrop,
} from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { noise } from "./samples.ts";

/** The SHA-256 of what a long random pipeline makes of a picture, from five seeds. */
export function pipelineDigest(): string {
  const pipeline = new Compose([
    new RandomResizedCrop(24),
    new RandomAffine(30, { translate: [0.2, 0.1], interpolation: "bilinear" }),
    new ColorJitter({ brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.1 }),
    new RandomErasing({ p: 1, value: "random" }),
    new ElasticTransform(),
    new GaussianBlur(3),
  ]);
  const hash = createHash("sha256");
  for (let seed = 0; seed < 5; seed++)
    hash.update(pipeline.apply(noise(30, 40), new Rng(seed)).data);
  return hash.digest("hex");
}
