import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { imagenetCategories } from "../../src/models/imagenet-categories.ts";

test("the categories are torchvision 0.14.1's, to the letter", () => {
  assert.equal(imagenetCategories.length, 1000);
  assert.equal(imagenetCategories[0], "tench");
  assert.equal(imagenetCategories[281], "tabby");
  assert.equal(imagenetCategories[999], "toilet tissue");
  // hashlib.sha256("\n".join(torchvision.models._meta._IMAGENET_CATEGORIES).encode())
  const sha256 = createHash("sha256").update(imagenetCategories.join("\n")).digest("hex");
  assert.equal(sha256, "0b0f9fee7c952f257418d62aa701f023a9da13b443a14f5c4291e5724d92967c");
});
