import assert from "node:assert/strict";
import { test } from "node:test";
import { checkOptions } from "../../src/models/check-options.ts";
import { resnet } from "../../src/models/resnet.ts";

test("unknown options and class counts that are none are refused by the model's name", () => {
  checkOptions("Net", { numClasses: 3 }, ["numClasses"]);
  assert.throws(() => checkOptions("Net", { classes: 3 }, ["numClasses"]), {
    message: 'Net: expected options among numClasses, got "classes"; check the spelling',
  });
  assert.throws(() => resnet.resnet18.build({ numClasses: 0 }), /ResNet: expected numClasses/);
});
