import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../../src/cli/nearest.ts";

const names = ["Resize", "RandomCrop", "RandomResizedCrop", "RandomHorizontalFlip", "ToTensor"];

test("the name that takes the fewest edits, whatever the case", () => {
  assert.equal(nearest("Resize", names), "Resize");
  assert.equal(nearest("resize", names), "Resize");
  assert.equal(nearest("RandomHorzontalFlip", names), "RandomHorizontalFlip");
  assert.equal(nearest("RandomSizedCrop", names), "RandomResizedCrop");
  assert.equal(nearest("to_tensor", names), "ToTensor");
  assert.equal(nearest("", names), "Resize");
});
