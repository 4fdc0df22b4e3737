import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cat, zeros } from "../../../src/tensor/index.ts";
import type { Op } from "../../../src/tensor/op.ts";
import { movement } from "../../../src/tensor/ops/movement.ts";
import { movementSamples, wholeMovements } from "./movement.samples.ts";
import { opSuite, runSample } from "./op-suite.ts";

opSuite(movement, movementSamples);

describe("movements of whole numbers", () => {
  wholeMovements.forEach(([name, sample], i) => {
    it(`${name} ${i}`, () => runSample(movement[name] as unknown as Op, sample, i));
  });
});

describe("movements that do not fit", () => {
  it("cat names all types", () => {
    assert.throws(() => cat([zeros([2, 3]), zeros([2, 4])]), {
      message:
        "cat: expected tensors of one dtype that differ in dim 0 only, " +
        'got ["float32 [2,3]", "float32 [2,4]"]; check the shapes',
    });
  });

  it("expand grows sizes of 1 only", () => {
    assert.throws(() => zeros([2, 3]).expand([4, 3]), /^VisionError: expand: expected/);
    assert.throws(() => zeros([2, 3]).expand([1, 3]), {
      message:
        "expand: expected a shape that [2,3] broadcasts to, got [1, 3]; only sizes of 1 grow",
    });
  });
});
