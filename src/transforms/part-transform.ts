import type { BoundingBoxes, Image, KeyPoints, Mask } from "../sample/index.ts";
import { GeometricTransform } from "./geometric-transform.ts";
import type { GeometricPart } from "./parts.ts";

/**
 * A geometric transform that is one functional: `part` gets each image, frame, box set, mask and set
 * of key points with the sample's `Params`. Functionals name all kinds of parts, so none is forgotten.
 */
export abstract class PartTransform<
  Params,
  Options extends object = object,
> extends GeometricTransform<Params, Options> {
  protected abstract part<Part extends GeometricPart>(part: Part, params: Params): Part;

  protected image(image: Image, params: Params): Image {
    return this.part(image, params);
  }

  protected boxes(boxes: BoundingBoxes, params: Params): BoundingBoxes {
    return this.part(boxes, params);
  }

  protected mask(mask: Mask, params: Params): Mask {
    return this.part(mask, params);
  }

  protected keyPoints(points: KeyPoints, params: Params): KeyPoints {
    return this.part(points, params);
  }
}
