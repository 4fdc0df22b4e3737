import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, nearestNames } from "../../src/util/nearest.ts";

const names = ["Resize", "RandomCrop", "RandomResizedCrop", "RandomHorizontalFlip", "ToTensor"];

test("the name that takes the fewest edits, whatever the case", () => {
  assert.equal(nearest("Resize", names), "Resize");
  assert.equal(nearest("resize", names), "Resize");
  assert.equal(nearest("RandomHorzontalFlip", names), "RandomHorizontalFlip");
  assert.equal(nearest("RandomSizedCrop", names), "RandomResizedCrop");
  assert.equal(nearest("to_tensor", names), "ToTensor");
  assert.equal(nearest("", names), "Resize");
});

test("several names, the nearest first, equally near ones in their order", () => {
  assert.deepEqual(nearestNames("resiz", names), ["Resize", "ToTensor", "RandomCrop"]);
  assert.deepEqual(nearestNames("resnet5", ["resnet18", "resnet50", "resnet152"], 2), [
    "resnet50",
    "resnet18",
  ]);
  assert.deepEqual(nearestNames("x", [], 2), []);
});
