import assert from "node:assert/strict";
import { StanfordCars } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { makeMat } from "../support/mat-writer.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { half, visionSuite } from "./vision-suite.ts";

const cars = (...labels: number[]) =>
  makeMat({
    annotations: {
      structs: labels.map((label, i) => ({
        bbox_x1: { shape: [1, 1], doubles: [3] },
        class: { shape: [1, 1], bytes: Uint8Array.of(label) },
        fname: `0000${i + 1}.jpg`,
      })),
    },
  });

visionSuite("StanfordCars", {
  open: (root, options) => StanfordCars.open(root, options),
  splits: { train: {}, test: { split: "test" } },
  async write(root, split) {
    const list = split === "train" ? "devkit/cars_train_annos" : "cars_test_annos_withlabels";
    await writeFiles(root, {
      "stanford_cars/devkit/cars_meta.mat": makeMat({ class_names: { cell: ["Acura", "BMW"] } }),
      [`stanford_cars/${list}.mat`]: cars(2, 1),
      [`stanford_cars/cars_${split}/00001.jpg`]: fakeImage(1),
      [`stanford_cars/cars_${split}/00002.jpg`]: fakeImage(2),
    });
    return 2;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual((data as StanfordCars).targets, [1, 0]);
    assert.deepEqual((data as StanfordCars).classes, ["Acura", "BMW"]);
  },
  needed: [
    "stanford_cars/devkit/cars_meta.mat",
    "stanford_cars/devkit/cars_train_annos.mat",
    "stanford_cars/cars_train/00002.jpg",
  ],
  damage: {
    "stanford_cars/devkit/cars_train_annos.mat": [() => cars(2, 3), /a class 1 to 2 of car 1/],
    "stanford_cars/devkit/cars_meta.mat": [half, /cars_meta\.mat at byte \d+/],
    "stanford_cars/devkit/cars_train_annos.mat text": [
      () => makeMat({ annotations: "" }),
      /structures with fname/,
    ],
  },
  refused: [
    [{ split: "val" }, /one of train, test/],
    [{ download: true }, /cannot be fetched by a program/],
  ],
});
