import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { functional, Pad } from "../../src/transforms/index.ts";
import { floatNoise, fullSample, noise, spelled } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(Pad, {
  cases: [[2], [[1, 3]], [[1, 0, 2, 3], { fill: 7 }], [1, { fill: { image: [9], mask: 3 } }]],
});

describe("Pad", () => {
  test("is the functional, with a fill for each kind of part", () => {
    const { image, masks } = fullSample(5, 4);
    const pad = new Pad([1, 2], { fill: { image: [1, 2, 3], mask: 4 } });
    const out = pad.apply([image, masks.classes] as const);
    assert.deepEqual(spelled(out[0]), spelled(functional.pad(image, [1, 2], { fill: [1, 2, 3] })));
    assert.deepEqual(spelled(out[1]), spelled(functional.pad(masks.classes, [1, 2], { fill: 4 })));
    const others = new Pad(1, { fill: { others: 5, mask: 0 } }).apply(image);
    assert.deepEqual(spelled(others), spelled(functional.pad(image, 1, { fill: 5 })));
  });

  test("mirrors borders of pictures and masks", () => {
    for (const paddingMode of ["edge", "reflect", "symmetric"] as const) {
      const image = floatNoise(4, 5);
      const want = functional.pad(image, [2, 1], { paddingMode });
      assert.deepEqual(spelled(new Pad([2, 1], { paddingMode }).apply(image)), spelled(want));
    }
    const mirrored = new Pad(1, { paddingMode: "edge" });
    assert.throws(() => mirrored.apply(fullSample(4, 4).points), /"constant" for key points/);
  });

  test("refuses bad options, each by name", () => {
    assert.throws(() => new Pad(-1), /Pad: expected padding to be a whole number >= 0, got -1/);
    assert.throws(() => new Pad([1, 2, 3] as never), /Pad: expected padding as a number or a list/);
    assert.throws(() => new Pad(1, { paddingMode: "wrap" as never }), /paddingMode to be one of/);
    assert.throws(
      () => new Pad(1, { fill: { boxes: 1 } as never }),
      /fill for image, mask or others/,
    );
    assert.throws(
      () => new Pad(1, { fill: Number.NaN }),
      /Pad: expected fill to be a finite number/,
    );
    assert.throws(() => new Pad(1, { fill: [1, 2] }).apply(noise(3, 3)), /one fill value or 3/);
  });
});
