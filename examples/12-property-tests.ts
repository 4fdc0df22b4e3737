/**
 * Property tests of a transform of one's own: a flip that forgets its boxes is found, and the sample
 * that shows it is made small.
 *
 *   node build/examples/12-property-tests.js
 */
import { type BoundingBoxes, type Image, type KeyPoints, type Mask, transforms } from "tsvision";
import { checkTransform, laws, samples } from "tsvision/testing";

const { functional, GeometricTransform } = transforms;

class MyFlip extends GeometricTransform<true, { forgetful: boolean }> {
  constructor({ forgetful = false }: { readonly forgetful?: boolean } = {}) {
    super("MyFlip", { forgetful });
  }
  protected draw(): true {
    return true;
  }
  protected image(image: Image): Image {
    return functional.horizontalFlip(image);
  }
  protected mask(mask: Mask): Mask {
    return functional.horizontalFlip(mask);
  }
  protected boxes(boxes: BoundingBoxes): BoundingBoxes {
    return this.options.forgetful ? boxes : functional.horizontalFlip(boxes);
  }
  protected keyPoints(points: KeyPoints): KeyPoints {
    return functional.horizontalFlip(points);
  }
}

const options = {
  own: { MyFlip: { build: MyFlip, positional: [] } },
  laws: { boxesHoldMasks: laws.boxesHoldMasks() },
  samples: samples({ maxEdge: 9 }),
};
checkTransform(new MyFlip(), options);
console.log("the right flip keeps the laws");
try {
  checkTransform(new MyFlip({ forgetful: true }), options);
} catch (error) {
  console.log((error as Error).message.split("\n", 1)[0]);
}
