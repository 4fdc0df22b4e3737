import { checkInteger, checkNumber } from "../util/check.ts";
import { defaultRng } from "../util/default-rng.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { type TensorOptions, tensor } from "./creation.ts";
import { isFloating } from "./dtype.ts";
import { checkShape, type Shape, sizeOf } from "./shape.ts";
import { Tensor } from "./tensor.ts";

/** Element type, gradient and source of a random tensor. */
export interface RandomOptions extends TensorOptions {
  /** Where numbers are drawn; default: what `manualSeed` seeds. */
  readonly rng?: Rng;
}

/** Uniform numbers in [0, 1): after equal seeds those of `torch.rand(shape)`. float32 or float64. */
export function rand(shape: Shape, options: RandomOptions = {}): Tensor {
  return drawn("rand", shape, options, (length, rng, dtype) => {
    const next = dtype === "float64" ? () => nextDouble(rng) : () => rng.next();
    return Float64Array.from({ length }, next);
  });
}

/** Standard normal numbers: after equal seeds those of `torch.randn(shape)`, to float32 rounding. */
export function randn(shape: Shape, options: RandomOptions = {}): Tensor {
  return normal(0, 1, shape, options);
}

/** Normal numbers of the given mean and standard deviation: `torch.normal(mean, std, shape)`. float32 or float64. */
export function normal(
  mean: number,
  std: number,
  shape: Shape,
  options: RandomOptions = {},
): Tensor {
  checkNumber("normal", "mean", mean);
  checkNumber("normal", "std", std, { low: 0 });
  return drawn("normal", shape, options, (length, rng, dtype) =>
    normals(length, rng, dtype === "float64").map((z) => mean + std * z),
  );
}

/** Uniform float32 numbers in [low, high): as `torch.empty(shape).uniform_(low, high)` for an equally seeded generator. */
export function uniform(shape: Shape, low = 0, high = 1, rng: Rng = defaultRng()): Tensor {
  checkShape("uniform", shape);
  const out = new Float32Array(sizeOf(shape));
  if (rng.isSkipping) rng.skip(out.length);
  else {
    // The arithmetic of rng.uniform; storing rounds.
    const [start, end] = [Math.fround(low), Math.fround(high)];
    const span = Math.fround(end - start);
    rng.fill(out);
    for (let i = 0; i < out.length; i++) out[i] = out[i]! * span + start;
  }
  return Tensor.fromData(out, shape);
}

/** Whole numbers in [low, high), int64 unless told otherwise: `torch.randint`. Two arguments start at 0. */
export function randint(high: number, shape: Shape, options?: RandomOptions): Tensor;
export function randint(low: number, high: number, shape: Shape, options?: RandomOptions): Tensor;
export function randint(
  first: number,
  second: number | Shape,
  third: Shape | RandomOptions = {},
  fourth: RandomOptions = {},
): Tensor {
  const both = typeof second === "number";
  const [low, high] = both ? [first, second] : [0, first];
  const shape = (both ? third : second) as Shape;
  const { rng = defaultRng(), ...options } = both ? fourth : (third as RandomOptions);
  checkShape("randint", shape);
  checkInteger("randint", "low", low, { low: -Infinity });
  checkInteger("randint", "high", high, { low: low + 1 });
  const values = Array.from({ length: sizeOf(shape) }, () => rng.int(low, high));
  const flat = tensor(values, { dtype: "int64", ...options });
  return Tensor.fromData(flat.hostData(), shape, flat.dtype);
}

/** 0 to n - 1 in random order, int64 unless told otherwise: `torch.randperm(n)`. */
export function randperm(
  n: number,
  { rng = defaultRng(), ...options }: RandomOptions = {},
): Tensor {
  checkInteger("randperm", "n", n);
  return tensor([...rng.permutation(n)], { dtype: "int64", ...options });
}

/**
 * 1 with the probability that stands at each place of `p`, else 0, in the shape and type of `p`: `torch.bernoulli`.
 * @example bernoulli(full([3], 0.5));
 */
export function bernoulli(p: Tensor, { rng = defaultRng() }: { readonly rng?: Rng } = {}): Tensor {
  if (!isFloating(p.dtype)) {
    const hint = 'convert with .to("float32")';
    throw expected("bernoulli", "floating-point probabilities", p.dtype, hint);
  }
  return rand(p.shape, { dtype: p.dtype, rng }).lt(p.detach()).to(p.dtype);
}

type Draw = (length: number, rng: Rng, dtype: "float32" | "float64") => Float64Array;

function drawn(who: string, shape: Shape, options: RandomOptions, draw: Draw): Tensor {
  const { rng = defaultRng(), dtype = "float32", requiresGrad = false } = options;
  checkShape(who, shape);
  if (dtype !== "float32" && dtype !== "float64")
    throw expected(who, "float32 or float64", dtype, "convert the result with .to()");
  const values = draw(sizeOf(shape), rng, dtype);
  const out = Tensor.fromData(dtype === "float64" ? values : Float32Array.from(values), shape);
  return requiresGrad ? out.setRequiresGrad() : out;
}

// 53 random bits, the first draw above: how torch draws uniform doubles.
function nextDouble(rng: Rng): number {
  const high = rng.u32() & 0x1fffff;
  return (high * 2 ** 32 + rng.u32()) * 2 ** -53;
}

// From 16 numbers on torch draws uniform numbers for the whole tensor first, and turns them into normal ones 16 at a
// time; for a last block of fewer it draws 16 anew for the last 16 places.
function normals(length: number, rng: Rng, double: boolean): Float64Array {
  if (length < 16) return Float64Array.from({ length }, () => rng.normal());
  const next = double ? () => nextDouble(rng) : () => rng.next();
  const out = Float64Array.from({ length }, next);
  for (let at = 0; at + 16 <= length; at += 16) boxMuller(out, at);
  if (length % 16 === 0) return out;
  for (let i = length - 16; i < length; i++) out[i] = next();
  boxMuller(out, length - 16);
  return out;
}

// Pairs (i, i + 8): radius sqrt(-2 log(1 - u)), angle 2 pi v; cosine, then sine.
function boxMuller(out: Float64Array, at: number): void {
  for (let i = at; i < at + 8; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - out[i]!));
    const angle = 2 * Math.PI * out[i + 8]!;
    out[i] = radius * Math.cos(angle);
    out[i + 8] = radius * Math.sin(angle);
  }
}
