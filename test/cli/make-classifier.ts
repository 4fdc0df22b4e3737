import { buildModel } from "../../src/models/index.ts";
import { manualSeed } from "../../src/tensor/index.ts";
import { Classifier } from "../../src/train/index.ts";
import { Compose, Resize, ToTensor } from "../../src/transforms/index.ts";

/** An untrained classifier of colour pictures, the same for the same seed. */
export function makeClassifier({
  classes = ["a", "b", "c"] as readonly string[],
  seed = 0,
  size = 28,
  interpolation = "bilinear" as "bilinear" | "nearest",
} = {}): Classifier {
  manualSeed(seed);
  const spec = { name: "simpleCnn", options: { numClasses: classes.length, channels: 3, size } };
  const transform = new Compose([new Resize([size, size], { interpolation }), new ToTensor()]);
  return new Classifier({ spec, model: buildModel(spec), classes, transform });
}
