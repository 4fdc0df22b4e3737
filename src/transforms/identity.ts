import { ConversionTransform } from "./conversion-transform.ts";

/**
 * The sample as it is (torchvision's `Identity`).
 * @example const same = new Identity().apply(image);
 */
export class Identity extends ConversionTransform {
  constructor() {
    super("Identity", {});
  }

  protected convert(leaf: unknown): unknown {
    return leaf;
  }
}
