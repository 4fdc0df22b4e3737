import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, Mask } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { SanitizeBoundingBoxes } from "../../src/transforms/index.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

// Two boxes, the second too small; both are gone where the picture is 1 pixel high or wide.
function sample(height: number, width: number) {
  const canvasSize = [height, width] as const;
  const rows = [
    [0, 0, width, height],
    [0, 0, 0.5, height],
  ];
  return {
    image: noise(height, width),
    twin: noise(height, width),
    boxes: BoundingBoxes.from(rows, { format: "XYXY", canvasSize }),
    labels: Tensor.fromData(BigInt64Array.of(3n, 4n), [2]),
    masks: new Mask(new Uint8Array(2 * height * width), [2, height, width]),
    classes: new Mask(new Uint8Array(height * width), [height, width]),
    name: "a.png",
  };
}

transformSuite(SanitizeBoundingBoxes, {
  cases: [
    [],
    [{ minSize: 3 }],
    [{ minArea: 1000, labelsGetter: "labels" }],
    [{ labelsGetter: null }],
  ],
  sample,
  rewrites: [BoundingBoxes, Mask, Tensor],
});

describe("SanitizeBoundingBoxes", () => {
  test("drops boxes with their labels and planes", () => {
    const before = sample(6, 7);
    const after = new SanitizeBoundingBoxes().apply(before);
    assert.deepEqual([...after.boxes.data], [0, 0, 7, 6]);
    assert.deepEqual(after.labels.hostData(), BigInt64Array.of(3n));
    assert.deepEqual(after.masks.shape, [1, 6, 7]);
    assert.equal(after.classes, before.classes);
    assert.equal(after.image, before.image);
  });

  test("takes labels in plain arrays, several sets, and nested targets", () => {
    const { image, boxes } = sample(6, 7);
    const [, target] = new SanitizeBoundingBoxes().apply([
      image,
      { boxes, labels: ["a", "b"] },
    ] as const);
    assert.deepEqual(target.labels, ["a"]);
    const two = { boxes, ids: [8, 9], crowd: [0, 1] };
    const labelsGetter = ({ ids, crowd }: typeof two) => [ids, crowd];
    const out = new SanitizeBoundingBoxes({ labelsGetter }).apply(two);
    assert.deepEqual([out.ids, out.crowd], [[8], [0]]);
  });

  test("without a rule labels stay", () => {
    const before = sample(6, 7);
    const after = new SanitizeBoundingBoxes({ labelsGetter: null }).apply(before);
    assert.equal(after.labels, before.labels);
    assert.equal(after.boxes.length, 1);
  });

  test("refuses samples it cannot mend", () => {
    const { image, boxes } = sample(6, 7);
    const transform = new SanitizeBoundingBoxes();
    assert.throws(() => transform.apply({ image }), /a sample with BoundingBoxes/);
    assert.throws(() => transform.apply({ boxes }), /expected labels in the sample/);
    assert.throws(() => transform.apply({ boxes, labels: [1, 2, 3] }), /2 labels, one for each/);
    const more = BoundingBoxes.from([], { format: "XYXY", canvasSize: [6, 7] });
    assert.throws(() => transform.apply({ boxes, more, labels: [1, 2] }), /2 boxes, as the first/);
    for (const minSize of [0, 0.5, Number.NaN])
      assert.throws(
        () => new SanitizeBoundingBoxes({ minSize }),
        /minSize to be a finite number >= 1/,
      );
    assert.throws(() => new SanitizeBoundingBoxes({ minArea: 0 }), /minArea to be/);
  });

  test("a rule that is a function has no JSON form", () => {
    const transform = new SanitizeBoundingBoxes({ labelsGetter: () => [] });
    assert.throws(() => transform.toJSON(), /transforms and plain data only/);
  });
});
