import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, KeyPoints, Mask } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import {
  keepBoxes,
  keepInSample,
  keepLabels,
  keepPlanes,
  keepPoints,
  labelSets,
} from "../../src/transforms/keep-rows.ts";
import { spelled } from "./samples.ts";

const valid = [true, false, true];

describe("kept rows", () => {
  test("of boxes and points", () => {
    const info = { format: "CXCYWHR", canvasSize: [4, 4], clampingMode: "hard" } as const;
    const boxes = new BoundingBoxes(
      Float32Array.from({ length: 15 }, (_, i) => i),
      info,
    );
    const kept = keepBoxes(boxes, valid);
    assert.deepEqual([...kept.data], [0, 1, 2, 3, 4, 10, 11, 12, 13, 14]);
    assert.equal(kept.clampingMode, "hard");
    const points = new KeyPoints(Float32Array.of(0, 1, 2, 3, 4, 5), { canvasSize: [9, 9] });
    assert.deepEqual([...keepPoints(points, valid).data], [0, 1, 4, 5]);
  });

  test("of masks with a plane for each", () => {
    const planes = new Mask(Uint16Array.of(1, 2, 3, 4, 5, 6), [3, 1, 2]);
    const kept = keepPlanes(planes, valid);
    assert.deepEqual(
      [kept.shape, [...kept.data]],
      [
        [2, 1, 2],
        [1, 2, 5, 6],
      ],
    );
    const classes = new Mask(new Uint8Array(9), [3, 3]);
    assert.equal(keepPlanes(classes, valid), classes);
    const others = new Mask(new Uint8Array(4), [2, 1, 2]);
    assert.equal(keepPlanes(others, valid), others);
    assert.deepEqual(keepPlanes(planes, [false, false, false]).shape, [0, 1, 2]);
  });

  test("of labels as tensors, typed and plain arrays", () => {
    const rows = Tensor.fromData(BigInt64Array.of(1n, 2n, 3n, 4n, 5n, 6n), [3, 2]);
    assert.deepEqual(spelled(keepLabels("me", rows, valid)), {
      tensor: [2, 2],
      dtype: "int64",
      data: BigInt64Array.of(1n, 2n, 5n, 6n),
    });
    assert.deepEqual(keepLabels("me", Uint8Array.of(7, 8, 9), valid), Uint8Array.of(7, 9));
    assert.deepEqual(keepLabels("me", ["a", "b", "c"], valid), ["a", "c"]);
    assert.throws(() => keepLabels("me", [1, 2], valid), /3 labels, one for each .*, got 2/);
  });

  test("one set of labels, several, or none", () => {
    const tensor = Tensor.fromData(new Float32Array(3), [3]);
    assert.deepEqual(labelSets("me", null), []);
    assert.deepEqual(labelSets("me", [1, 2, 3]), [[1, 2, 3]]);
    assert.deepEqual(labelSets("me", [tensor, ["a"]]), [tensor, ["a"]]);
    assert.throws(() => labelSets("me", "cat"), /me: expected labels as a tensor/);
    assert.throws(() => labelSets("me", Tensor.fromData(new Float32Array(1), [])), /me: expected/);
  });

  test("labels must be in the sample; what needs no change is the same", () => {
    const sample = { labels: [1, 2, 3], more: { kept: true } };
    const same = (leaf: unknown) => leaf;
    const out = keepInSample("me", sample, [sample.labels], valid, same) as typeof sample;
    assert.deepEqual(out, { labels: [1, 3], more: { kept: true } });
    assert.equal(out.more, sample.more);
    assert.equal(keepInSample("me", sample, [sample.labels], [true, true, true], same), sample);
    assert.throws(
      () => keepInSample("me", sample, [[1, 2, 3]], valid, same),
      /labels that are in the sample themselves/,
    );
  });
});
