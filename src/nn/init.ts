import { type Shape, Tensor, uniform as uniformTensor } from "../tensor/index.ts";
import { checkChoice, checkNumber } from "../util/check.ts";
import { defaultRng } from "../util/default-rng.ts";
import { erf, erfinv } from "../util/erf.ts";
import { expected } from "../util/errors.ts";
import { normalFill } from "../util/normal-fill.ts";
import type { Rng } from "../util/rng.ts";
import { orthonormalColumns } from "./orthonormal.ts";

/** How many inputs and outputs one unit of a weight `[out, in, ...kernel]` has. */
export function fans(shape: Shape): { fanIn: number; fanOut: number } {
  const [out = 1, into = 1, ...kernel] = shape;
  const window = kernel.reduce((size, length) => size * length, 1);
  return { fanIn: into * window, fanOut: out * window };
}

/**
 * The weights that PyTorch's Linear and Conv2d start with: uniform in +-1/sqrt(fanIn), which is what its
 * `kaiming_uniform_(a=sqrt(5))` comes to. Equal seeds give equal numbers there and here.
 */
export function defaultWeight(shape: Shape, rng: Rng = defaultRng()): Tensor {
  // As PyTorch computes it, in double precision: gain sqrt(2 / (1 + 5)), bound sqrt(3) gain / sqrt(fanIn).
  const bound =
    Math.sqrt(3) * (Math.sqrt(2 / (1 + Math.sqrt(5) ** 2)) / Math.sqrt(fans(shape).fanIn));
  return uniformTensor(shape, -bound, bound, rng);
}

/** The bias that PyTorch's Linear and Conv2d start with: uniform in +-1/sqrt(fanIn) of the weight. */
export function defaultBias(length: number, weightShape: Shape, rng: Rng = defaultRng()): Tensor {
  const bound = 1 / Math.sqrt(fans(weightShape).fanIn);
  return uniformTensor([length], -bound, bound, rng);
}

// Functions that give a parameter new first values, and return it. Its recorded uses keep the old ones.

/** Uniform in [low, high). `torch.nn.init.uniform_`. */
export function uniform(weight: Tensor, low = 0, high = 1, rng: Rng = defaultRng()): Tensor {
  checkNumber("init.uniform", "low", low);
  checkNumber("init.uniform", "high", high, { low });
  return fill("init.uniform", weight, () => uniformTensor(weight.shape, low, high, rng));
}

/** Normal with this mean and standard deviation. `torch.nn.init.normal_`. */
export function normal(weight: Tensor, mean = 0, std = 1, rng: Rng = defaultRng()): Tensor {
  checkNumber("init.normal", "mean", mean);
  checkNumber("init.normal", "std", std, { low: 0 });
  return fill("init.normal", weight, (length) => normalFill(length, mean, std, rng));
}

/** One number everywhere. `torch.nn.init.constant_`. */
export function constant(weight: Tensor, value: number): Tensor {
  return fill("init.constant", weight, (length) => new Float32Array(length).fill(value));
}

/** One everywhere. `torch.nn.init.ones_`. */
export function ones(weight: Tensor): Tensor {
  return constant(weight, 1);
}

/** Zero everywhere. `torch.nn.init.zeros_`. */
export function zeros(weight: Tensor): Tensor {
  return constant(weight, 0);
}

/** Uniform in +-gain sqrt(6 / (fanIn + fanOut)): Glorot's. Shape: `[out, in, ...]`. `torch.nn.init.xavier_uniform_`. */
export function xavierUniform(weight: Tensor, { gain = 1, rng }: GainOptions = {}): Tensor {
  const bound = Math.sqrt(3) * xavierStd("init.xavierUniform", weight, gain);
  return uniform(weight, -bound, bound, rng);
}

/** Normal with deviation gain sqrt(2 / (fanIn + fanOut)): Glorot's. Shape: `[out, in, ...]`. `torch.nn.init.xavier_normal_`. */
export function xavierNormal(weight: Tensor, { gain = 1, rng }: GainOptions = {}): Tensor {
  return normal(weight, 0, xavierStd("init.xavierNormal", weight, gain), rng);
}

/** Uniform in +-gain sqrt(3 / fan): He's. Shape: `[out, in, ...]`. `torch.nn.init.kaiming_uniform_`. */
export function kaimingUniform(weight: Tensor, options: KaimingOptions = {}): Tensor {
  const bound = Math.sqrt(3) * kaimingStd("init.kaimingUniform", weight, options);
  return uniform(weight, -bound, bound, options.rng);
}

/** Normal with deviation gain / sqrt(fan): He's. Shape: `[out, in, ...]`. `torch.nn.init.kaiming_normal_`. */
export function kaimingNormal(weight: Tensor, options: KaimingOptions = {}): Tensor {
  return normal(weight, 0, kaimingStd("init.kaimingNormal", weight, options), options.rng);
}

/** Normal, with what falls outside [low, high] drawn inside. `torch.nn.init.trunc_normal_`. */
export function truncNormal(weight: Tensor, options: TruncNormalOptions = {}): Tensor {
  const { mean = 0, std = 1, low = -2, high = 2, rng = defaultRng() } = options;
  const who = "init.truncNormal";
  checkNumber(who, "mean", mean);
  checkNumber(who, "std", std, { low: Number.MIN_VALUE });
  checkNumber(who, "high", high, { low: checkNumber(who, "low", low) });
  // A uniform number between the bounds' places in the distribution, carried back by its inverse.
  const [from, to] = [low, high].map((bound) => erf((bound - mean) / std / Math.SQRT2));
  const [start, end] = [Math.fround(from!), Math.fround(to!)];
  const span = Math.fround(end - start);
  const factor = Math.fround(std * Math.SQRT2);
  return fill(who, weight, (length) => {
    const out = new Float32Array(length);
    if (rng.isSkipping) {
      rng.skip(length);
      return out;
    }
    rng.fill(out);
    for (let i = 0; i < length; i++) {
      const unit = Math.fround(erfinv(Math.fround(out[i]! * span + start)));
      const scaled = Math.fround(Math.fround(unit * factor) + mean);
      out[i] = Math.min(Math.max(scaled, low), high);
    }
    return out;
  });
}

/**
 * Rows (or columns, where there are fewer) of length `gain` at right angles, of a random direction.
 * Shape: `[rows, ...]`, two dimensions or more. `torch.nn.init.orthogonal_`.
 */
export function orthogonal(weight: Tensor, { gain = 1, rng = defaultRng() }: GainOptions = {}) {
  const who = "init.orthogonal";
  requireMatrix(who, weight.shape);
  return fill(who, weight, (length) => {
    const rows = weight.shape[0]!;
    const columns = length / rows;
    const drawn = normalFill(length, 0, 1, rng);
    const wide = rows < columns;
    const q = wide
      ? transposed(orthonormalColumns(transposed(drawn, rows), columns), columns)
      : orthonormalColumns(drawn, rows);
    return q.map((value) => value * gain);
  });
}

/** The factor that keeps a signal's size behind this activation; `a` is LeakyReLU's slope. `calculate_gain`. */
export function calculateGain(nonlinearity: Nonlinearity, a = 0.01): number {
  checkChoice("init.calculateGain", "nonlinearity", nonlinearity, nonlinearities);
  checkNumber("init.calculateGain", "a", a);
  return nonlinearity === "leakyRelu" ? Math.sqrt(2 / (1 + a ** 2)) : gains[nonlinearity];
}

/** Options of Glorot's first weights and of `orthogonal`. */
export interface GainOptions {
  /** A factor, such as `calculateGain` gives. Default 1. */
  readonly gain?: number;
  readonly rng?: Rng | undefined;
}

/** Options of He's first weights. */
export interface KaimingOptions {
  /** The slope of the LeakyReLU behind the layer. Default 0. */
  readonly a?: number;
  /** Whether to keep the size of what goes in, or of the gradients that come back. Default "fanIn". */
  readonly mode?: "fanIn" | "fanOut";
  /** What stands behind the layer. Default "leakyRelu". */
  readonly nonlinearity?: Nonlinearity;
  readonly rng?: Rng | undefined;
}

/** Options of `truncNormal`. */
export interface TruncNormalOptions {
  /** Default 0. */
  readonly mean?: number;
  /** Default 1. */
  readonly std?: number;
  /** The smallest value. Default -2. */
  readonly low?: number;
  /** The largest value. Default 2. */
  readonly high?: number;
  readonly rng?: Rng;
}

const gains = {
  linear: 1,
  conv1d: 1,
  conv2d: 1,
  conv3d: 1,
  convTranspose1d: 1,
  convTranspose2d: 1,
  convTranspose3d: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.SQRT2,
  selu: 3 / 4,
};

/** Names of activations that `calculateGain` knows. */
export type Nonlinearity = keyof typeof gains | "leakyRelu";

const nonlinearities = [...Object.keys(gains), "leakyRelu"] as readonly Nonlinearity[];

function xavierStd(who: string, { shape }: Tensor, gain: number): number {
  checkNumber(who, "gain", gain, { low: 0 });
  requireMatrix(who, shape);
  const { fanIn, fanOut } = fans(shape);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

function kaimingStd(who: string, { shape }: Tensor, options: KaimingOptions): number {
  const { a = 0, mode = "fanIn", nonlinearity = "leakyRelu" } = options;
  requireMatrix(who, shape);
  const fan = fans(shape)[checkChoice(who, "mode", mode, ["fanIn", "fanOut"])];
  return fan === 0 ? 0 : calculateGain(nonlinearity, a) / Math.sqrt(fan);
}

function requireMatrix(who: string, shape: Shape): void {
  if (shape.length >= 2) return;
  throw expected(who, "a weight of two dimensions or more", shape, "use uniform or normal");
}

function fill(
  who: string,
  weight: Tensor,
  draw: (length: number) => Tensor | Float32Array,
): Tensor {
  if (weight.dtype !== "float32")
    throw expected(who, "a float32 tensor", weight.dtype, "convert it");
  const values = draw(weight.shape.reduce((size, length) => size * length, 1));
  return weight.assign(values instanceof Tensor ? values : Tensor.fromData(values, weight.shape));
}

// [rows, columns] -> [columns, rows]
function transposed(data: Float32Array, rows: number): Float32Array {
  const columns = data.length / rows;
  return data.map((_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!);
}
