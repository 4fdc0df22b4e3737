import assert from "node:assert/strict";
import { it } from "node:test";
import { GroupNorm } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { normSuite } from "../norm-golden.ts";

normSuite("GroupNorm");

it("GroupNorm refuses groups and channels that do not fit", () => {
  assert.throws(() => new GroupNorm(4, 6), {
    message:
      "GroupNorm: expected numChannels divisible by numGroups=4, got 6; choose another numGroups",
  });
  assert.throws(
    () => new GroupNorm(2, 4).forward(zeros([1, 6, 2, 2])),
    /an input \[n, 4, \.\.\.\]/,
  );
});
