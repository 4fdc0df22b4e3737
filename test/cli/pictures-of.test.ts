import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { picturesOf, statisticsOf } from "../../src/cli/pictures-of.ts";
import { Image, Mask, Video } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { Compose, Normalize, RandomApply, Resize, ToTensor } from "../../src/transforms/index.ts";

const dot = (value: number) =>
  new Image(Uint8Array.of(value), { width: 1, height: 1, channels: 1 });
const values = (pictures: readonly Image[]) => pictures.map(({ data }) => [...data]);

describe("picturesOf", () => {
  test("finds images, frames and tensors in any nesting, in order", () => {
    const pair = Tensor.fromData(Uint8Array.of(4, 5), [2, 1, 1, 1]);
    const mask = new Mask(Uint8Array.of(1), [1, 1]);
    const labels = Tensor.fromData(Float32Array.of(1), [1]);
    const sample = [dot(1), { video: new Video([dot(2), dot(3)]), mask, labels }, [pair], "text"];
    assert.deepEqual(values(picturesOf(sample)), [[1], [2], [3], [4], [5]]);
    assert.deepEqual(picturesOf({ label: 3 }), []);
  });

  test("floats become bytes, normalised tensors get their values back", () => {
    const image = new Image(Float32Array.of(0, 0.5, 1.5), { width: 1, height: 1, channels: 3 });
    assert.deepEqual(values(picturesOf(image)), [[0, 128, 255]]);
    const photo = new Image(Uint8Array.of(10, 200, 77), { width: 1, height: 1, channels: 3 });
    const mean = [0.485, 0.456, 0.406];
    const pipeline = new Compose([new ToTensor(), new Normalize(mean, [0.229, 0.224, 0.225])]);
    const tensor: Tensor = pipeline.apply(photo);
    const statistics = statisticsOf(pipeline.toJSON());
    assert.deepEqual(values(picturesOf(tensor, statistics)), [[10, 200, 77]]);
    assert.notDeepEqual(values(picturesOf(tensor)), [[10, 200, 77]]);
  });

  test("statistics come from the last normalising step, at any depth", () => {
    const inner = new RandomApply([new Normalize([0.5], [0.25])]);
    const pipeline = new Compose([new Normalize([0.1], [0.2]), inner, new Resize(3)]);
    assert.deepEqual(statisticsOf(pipeline.toJSON()), { mean: [0.5], std: [0.25] });
    assert.equal(statisticsOf(new Resize(3).toJSON()), undefined);
  });
});
