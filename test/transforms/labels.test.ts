import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Tensor } from "../../src/tensor/index.ts";
import { checkLabelsGetter, findLabels } from "../../src/transforms/labels.ts";

const labels = Tensor.fromData(new BigInt64Array([1n, 2n]), [2]);

describe("findLabels", () => {
  test("by default looks where torchvision looks", () => {
    const found = (sample: unknown) => findLabels("me", sample, "default");
    assert.equal(found([0, labels]), labels);
    assert.equal(found([0, { labels }]), labels);
    assert.equal(found({ image: 0, LABELS: labels }), labels);
    assert.equal(found({ myLabel: labels, other: 1 }), labels);
    assert.equal(found({ labelled: 0, Labels: labels }), labels);
  });

  test("follows a path of keys and indices", () => {
    const sample = [0, { target: { ids: labels } }];
    assert.equal(findLabels("me", sample, "1.target.ids"), labels);
    assert.throws(() => findLabels("me", sample, "1.target.id"), /labelsGetter: a path/);
  });

  test("asks a function, or nothing", () => {
    assert.equal(
      findLabels("me", { a: labels }, (sample: { a: unknown }) => sample.a),
      labels,
    );
    assert.equal(findLabels("me", 3, null), null);
  });

  test("says so where there is nothing", () => {
    for (const sample of [{ image: 1 }, [1], [1, 2], labels.shape, 3])
      assert.throws(
        () => findLabels("me", sample, "default"),
        /^VisionError: me: expected labels in the sample, .* null if there are none$/,
      );
    assert.throws(() => checkLabelsGetter("me", ""), /a path of keys, a function or null, got ""/);
    assert.throws(() => checkLabelsGetter("me", 3), /got 3/);
  });
});
