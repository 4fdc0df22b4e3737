import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";

/** A transform as plain data: its class's name and its options. */
export interface TransformJson {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * What all transforms are: a name, options, and `apply`. Each class is abstract or final; derive
 * from `GeometricTransform`, `ColorTransform` or `ConversionTransform`, not from a finished one.
 */
export abstract class Transform<Options extends object = object> {
  readonly name: string;
  /** The options in full, defaults filled in; plain data (a container's also holds transforms). */
  readonly options: Readonly<Options>;

  constructor(name: string, options: Options) {
    this.name = name;
    const given = Object.entries(options).filter(([, value]) => value !== undefined);
    this.options = Object.freeze(Object.fromEntries(given)) as Readonly<Options>;
  }

  /**
   * The sample transformed: any nesting of arrays and plain objects, whose leaves are changed by
   * their type; unknown leaves pass by identity, the sample given stays as it was. Without `rng` the
   * numbers come from the generator that `manualSeed` seeded.
   *
   * The result has the sample's type unless the caller names another (`ToTensor` makes tensors of
   * images): `const x: Tensor = pipeline.apply(image)`.
   */
  abstract apply<Sample, Result = Sample>(sample: Sample, rng?: Rng): Result;

  /** `{ name, options }` as plain data, which `fromJSON` reads; throws if a function is in it. */
  toJSON(): TransformJson {
    return { name: this.name, options: plain(this.name, this.options) as TransformJson["options"] };
  }
}

function plain(who: string, value: unknown): unknown {
  if (value instanceof Transform) return value.toJSON();
  if (Array.isArray(value)) return value.map((item) => plain(who, item));
  if (typeof value === "function") {
    const hint = "write the function as a Transform class to store or send this pipeline";
    throw expected(`${who}.toJSON`, "transforms and plain data only", value, hint);
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(who, item)]));
}
