import { Transform } from "./transform.ts";
import { mapLeaves } from "./tree.ts";

/** A transform without randomness that turns leaves of one kind into another, or rescales them. */
export abstract class ConversionTransform<
  Options extends object = object,
> extends Transform<Options> {
  /** The leaf converted, or the same leaf where its kind is none of this transform's business. */
  protected abstract convert(leaf: unknown): unknown;

  apply<Sample, Result = Sample>(sample: Sample): Result {
    return mapLeaves(sample, (leaf) => this.convert(leaf)) as Result;
  }
}
