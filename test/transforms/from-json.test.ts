import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Image } from "../../src/sample/index.ts";
import * as index from "../../src/transforms/index.ts";

const { ColorTransform, Compose, fromJSON, Resize, Transform, transforms } = index;

class Same extends ColorTransform<true> {
  constructor() {
    super("Same", {});
  }
  protected draw(): true {
    return true;
  }
  protected image(image: Image): Image {
    return image;
  }
}

describe("fromJSON", () => {
  test("knows every class of the index, under its own name", () => {
    const abstract = [
      "Transform",
      "GeometricTransform",
      "PartTransform",
      "ColorTransform",
      "SinglePictureTransform",
      "ConversionTransform",
      "BatchTransform",
    ];
    const classes = Object.entries(index).filter(
      ([name, value]) =>
        typeof value === "function" &&
        value.prototype instanceof Transform &&
        !abstract.includes(name),
    );
    assert.deepEqual(classes.map(([name]) => name).sort(), Object.keys(transforms).sort());
    for (const [name, value] of classes)
      assert.equal(transforms[name as keyof typeof transforms].build, value);
  });

  test("rebuilds classes of one's own, inside pipelines too", () => {
    const own = { Same: { build: Same, positional: [] } };
    const pipeline = new Compose([new Same(), new Resize(4)]);
    const again = fromJSON(JSON.parse(JSON.stringify(pipeline)), own);
    assert.deepEqual(again.toJSON(), pipeline.toJSON());
    assert.throws(() => fromJSON(pipeline.toJSON()), /a name among CenterCrop, .*, got "Same"/);
  });

  test("refuses other shapes, unknown names, unknown options and bad values", () => {
    for (const json of [null, 3, [], {}, { name: "Resize" }, { name: 3, options: {} }])
      assert.throws(() => fromJSON(json), /^VisionError: fromJSON: expected { name, options }/);
    for (const name of ["resize", "constructor", "__proto__", "toString"])
      assert.throws(() => fromJSON({ name, options: {} }), /fromJSON: expected a name among/);
    const misspelt = { name: "Resize", options: { size: 4, antialiased: true } };
    assert.throws(() => fromJSON(misspelt), {
      message:
        'fromJSON: Resize: expected options that it has, got "antialiased"; check the spelling',
    });
    assert.throws(
      () => fromJSON({ name: "Resize", options: {} }),
      /Resize: expected size as a number/,
    );
    assert.throws(
      () => fromJSON({ name: "Resize", options: { size: "4" } }),
      /Resize: expected size/,
    );
  });
});
