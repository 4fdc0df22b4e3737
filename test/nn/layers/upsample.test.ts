import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Upsample } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite } from "../conv-golden.ts";

convSuite("Upsample");

describe("Upsample", () => {
  it("gives the size, or the factor", () => {
    const x = zeros([1, 3, 4, 6]);
    assert.deepEqual(new Upsample({ scaleFactor: 2 }).forward(x).shape, [1, 3, 8, 12]);
    const small = new Upsample({ size: [2, 3], mode: "bilinear" });
    assert.deepEqual(small.forward(x).shape, [1, 3, 2, 3]);
  });

  it("refuses options that do not fit when it is made", () => {
    assert.throws(() => new Upsample({}), {
      message:
        "Upsample: expected either size or scaleFactor, " +
        "got { size: null, scaleFactor: null }; pass one of the two",
    });
    assert.throws(() => new Upsample({ size: 2, scaleFactor: 2 }), /either size or scaleFactor/);
    assert.throws(() => new Upsample({ scaleFactor: 0 }), /Upsample: expected scaleFactor/);
    assert.throws(() => new Upsample({ size: 0 }), /Upsample: expected size/);
    assert.throws(() => new Upsample({ size: 2, mode: "cubic" as never }), /mode to be one of/);
    assert.throws(() => new Upsample({ size: 2, alignCorners: true }), {
      message:
        'Upsample: expected alignCorners with mode="bilinear" only, ' +
        'got { mode: "nearest", alignCorners: true }; leave it out',
    });
  });
});
