import assert from "node:assert/strict";
import { test } from "node:test";
import { matchClasses } from "../../src/cli/match-classes.ts";

const classes = ["T-shirt/top", "Ankle boot", "Bag", "crane", "crane"];

test("folders are matched by name, or by letters and digits alone", () => {
  assert.deepEqual(matchClasses(["Bag", "ankle_boot", "t-shirt-top"], classes), [2, 1, 0]);
  assert.deepEqual(matchClasses(["B", "b"], ["b", "B"]), [1, 0]);
});

test("all that fit no class or more than one are told at once", () => {
  assert.throws(
    () => matchClasses(["bags", "Bag", "bag", "crane", "boot"], classes),
    (error: Error) => {
      for (const part of [
        "bags (nearest: Bag)",
        "bag (the same class as Bag)",
        "crane (2 classes are called so)",
        "boot (nearest: ",
        "rename these folders",
      ])
        assert.ok(error.message.includes(part), error.message);
      return true;
    },
  );
});

test("ImageNet's numbers stand for the classes in order, if there are all of them", () => {
  assert.deepEqual(matchClasses(["n01440764", "n01443537"], ["a", "b"]), [0, 1]);
  assert.throws(() => matchClasses(["n01440764"], ["a", "b"]), /n01440764 \(nearest/);
});
