import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Image } from "../../src/sample/index.ts";
import { functional, ToDtype } from "../../src/transforms/index.ts";
import { fullSample, spelled, tensorSample } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(ToDtype, {
  cases: [["float32", { scale: true }], ["uint8"], [{ image: "float32", mask: "uint8" }]],
  sample: (height, width) => ({ ...fullSample(height, width), masks: null }),
});

describe("ToDtype", () => {
  test("changes pictures and leaves all else", () => {
    const sample = fullSample(3, 4);
    const out = new ToDtype("float32", { scale: true }).apply(sample);
    const want = functional.toDtype(sample.image, "float32", { scale: true });
    assert.deepEqual(spelled(out.image), spelled(want));
    assert.ok((out.video.frames[0] as Image).data instanceof Float32Array);
    for (const key of ["targets", "masks", "points", "target"] as const)
      assert.equal(out[key], sample[key]);
  });

  test("an object names types by kind", () => {
    const { image } = fullSample(3, 4);
    const { image: tensor, mask } = tensorSample(3, 4);
    const kinds = new ToDtype({ tensor: "float64", mask: "int32" });
    const out = kinds.apply({ image, tensor, mask });
    assert.equal(out.image, image);
    assert.equal(out.tensor.dtype, "float64");
    assert.ok(out.mask.data instanceof Int32Array);
    assert.deepEqual([...out.mask.data], [...mask.data]);
  });

  test("refuses unknown types and kinds", () => {
    assert.throws(() => new ToDtype("float16" as never), /ToDtype: expected dtype to be one of/);
    assert.throws(() => new ToDtype({ boxes: "float32" } as never), /a kind of part to be one of/);
    assert.throws(() => new ToDtype({ mask: "float32" as never }), /dtype.mask to be one of uint8/);
    assert.throws(() => new ToDtype("uint8", { scale: 1 as never }), /scale true or false/);
  });
});
