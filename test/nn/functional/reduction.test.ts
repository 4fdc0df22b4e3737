import assert from "node:assert/strict";
import { it } from "node:test";
import { checkReduction, checkSameShape, reduced } from "../../../src/nn/functional/reduction.ts";
import { tensor } from "../../../src/tensor/index.ts";

it("reduced makes losses one, or leaves them", async () => {
  const losses = tensor([1, 2, 6]);
  assert.equal(await reduced("loss", losses, "mean").item(), 3);
  assert.equal(await reduced("loss", losses, "sum").item(), 9);
  assert.equal(reduced("loss", losses, "none"), losses);
  assert.throws(() => reduced("loss", losses, "max" as never), /^VisionError: loss: .*mean, sum/);
  assert.equal(checkReduction("loss", "sum"), "sum");
});

it("checkSameShape refuses shapes that would broadcast", () => {
  checkSameShape("loss", tensor([1]), tensor([2]));
  assert.throws(() => checkSameShape("loss", tensor([1]), tensor(2)), /shape \[1\], got \[\]/);
});
