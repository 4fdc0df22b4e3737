import { expected } from "../util/errors.ts";
import { ConversionTransform } from "./conversion-transform.ts";

type AnyClass = abstract new (...args: never[]) => unknown;

interface Options {
  readonly fn: (leaf: never) => unknown;
  readonly types: readonly AnyClass[];
}

/**
 * A function for every leaf of the sample, or for those that are instances of `types` (torchvision's
 * `Lambda`). A pipeline with one has no JSON form.
 * @example const labelled = new Lambda((image: Image) => image.width, { types: [Image] });
 */
export class Lambda extends ConversionTransform<Options> {
  constructor(
    fn: (leaf: never) => unknown,
    { types = [] }: { readonly types?: readonly AnyClass[] } = {},
  ) {
    if (typeof fn !== "function")
      throw expected("Lambda", "a function of a leaf", fn, "pass (leaf) => changed");
    if (!Array.isArray(types) || types.some((type) => typeof type !== "function"))
      throw expected("Lambda", "types as a list of classes", types, "pass [Image, Mask]");
    super("Lambda", { fn, types: [...types] });
  }

  protected convert(leaf: unknown): unknown {
    const { fn, types } = this.options;
    const wanted = types.length === 0 || types.some((type) => leaf instanceof type);
    return wanted ? fn(leaf as never) : leaf;
  }
}
