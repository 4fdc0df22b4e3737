import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { BoundingBoxes, Image, KeyPoints, Mask, Size } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { functional, GeometricTransform } from "../../src/transforms/index.ts";
import type { Rng } from "../../src/util/rng.ts";
import { fullSample } from "./samples.ts";
import { transformSuite } from "./suite.ts";

/** Cuts one row off the top, or leaves the sample, by one draw. */
class DropTop extends GeometricTransform<Size, { p: number }> {
  constructor({ p = 0.5 }: { p?: number } = {}) {
    super("DropTop", { p });
  }
  protected draw(rng: Rng, size: () => Size): Size | null {
    return rng.next() < this.options.p ? size() : null;
  }
  protected image(image: Image, size: Size): Image {
    return functional.crop(image, rest(size));
  }
  protected boxes(boxes: BoundingBoxes, size: Size): BoundingBoxes {
    return functional.crop(boxes, rest(size));
  }
  protected mask(mask: Mask, size: Size): Mask {
    return functional.crop(mask, rest(size));
  }
  protected keyPoints(points: KeyPoints, size: Size): KeyPoints {
    return functional.crop(points, rest(size));
  }
}

/** A geometric transform without boxes does not compile. */
// @ts-expect-error "boxes" is missing on purpose
class NoBoxes extends GeometricTransform<true> {
  protected draw(): true {
    return true;
  }
  protected image(image: Image): Image {
    return image;
  }
  protected mask(mask: Mask): Mask {
    return mask;
  }
  protected keyPoints(points: KeyPoints): KeyPoints {
    return points;
  }
}

const rest = ([height, width]: Size) => ({
  top: 1,
  left: 0,
  height: Math.max(1, height - 1),
  width,
});
const own = {
  DropTop: { build: DropTop, positional: [] },
};
transformSuite(DropTop, { cases: [[], [{ p: 1 }]], own });

describe("GeometricTransform", () => {
  test("leaves the very same sample where draw gives null", () => {
    const sample = fullSample(3, 3);
    assert.equal(new DropTop({ p: 0 }).apply(sample), sample);
    assert.ok(NoBoxes.prototype instanceof GeometricTransform);
  });

  test("changes the tensors that show a picture, and no others", () => {
    const label = Tensor.fromData(new Float32Array(3), [3]);
    const picture = Tensor.fromData(
      Float32Array.from({ length: 8 }, (_, i) => i),
      [2, 2, 2],
    );
    const out = new DropTop({ p: 1 }).apply({ label, picture });
    assert.equal(out.label, label);
    assert.deepEqual(out.picture.shape, [2, 1, 2]);
    assert.deepEqual([...out.picture.hostData()].map(Number), [2, 3, 6, 7]);
  });

  test("refuses tensors of other element types and channel counts", () => {
    const whole = Tensor.fromData(new Int32Array(4), [1, 2, 2]);
    const deep = Tensor.fromData(new Float32Array(20), [5, 2, 2]);
    const drop = new DropTop({ p: 1 });
    assert.throws(
      () => drop.apply(whole),
      /^VisionError: DropTop: expected a picture as float32 or/,
    );
    assert.throws(() => drop.apply(deep), /1 to 4 channels, got { dtype: "float32", shape: \[5, 2/);
  });
});
