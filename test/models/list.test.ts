import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { list } from "../../src/models/index.ts";
import { models } from "../../src/models/registry.ts";

describe("list", () => {
  it("lists all models in order", () => {
    assert.deepEqual(list(), Object.keys(models).sort());
  });

  it("takes patterns to include and to exclude, as torchvision does", () => {
    assert.deepEqual(list({ include: "resnet*" }), [
      "resnet101",
      "resnet152",
      "resnet18",
      "resnet34",
      "resnet50",
    ]);
    assert.deepEqual(list({ include: ["vgg1?", "alexnet"], exclude: ["*13", "*9"] }), [
      "alexnet",
      "vgg11",
      "vgg16",
    ]);
    assert.deepEqual(list({ include: "resnet[!1]*" }), ["resnet34", "resnet50"]);
    assert.deepEqual(list({ include: "resnet[13][0-48]" }), ["resnet18", "resnet34"]);
    assert.deepEqual(list({ include: "[^r]esnet18" }), ["resnet18"]); // "^" or "r", as in Python
    assert.deepEqual(list({ include: [] }), []);
    assert.deepEqual(list({ exclude: "*" }), []);
  });

  it("takes a pattern's other letters for what they are", () => {
    for (const pattern of [
      "resnet.8",
      "resnet18$",
      "(resnet18)",
      "resnet[18",
      "[]",
      "Resnet18",
      "",
    ])
      assert.deepEqual(list({ include: pattern }), [], pattern);
    assert.throws(() => list({ include: "[z-a]" }), { code: "INVALID_ARGUMENT" });
  });
});
