import type { Module } from "../../src/nn/index.ts";
import { Tensor } from "../../src/tensor/index.ts";

/**
 * Fills `out` with `base + scale * u` of numbers u in [-1, 1) that depend on `name` and their place alone: 32-bit
 * FNV-1a of the name, then a multiplicative hash of the place, as in `fixtures/golden/models/make.py`.
 */
function fillInto<T extends Float32Array | Float64Array>(
  out: T,
  name: string,
  base: number,
  scale: number,
): T {
  let start = 2166136261;
  for (const byte of Buffer.from(name)) start = Math.imul(start ^ byte, 16777619);
  for (let i = 0; i < out.length; i++) {
    let x = (Math.imul(i, 2654435761) + start) | 0;
    x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
    x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
    out[i] = base + scale * (((x ^ (x >>> 16)) >>> 0) / 2 ** 31 - 1);
  }
  return out;
}

/** `count` of these numbers in [-1, 1). */
export function unit(name: string, count: number): Float64Array {
  return fillInto(new Float64Array(count), name, 0, 1);
}

function values(name: string, shape: readonly number[]): Float32Array {
  const count = shape.reduce((a, b) => a * b, 1);
  const last = name.slice(name.lastIndexOf(".") + 1);
  const matrix = last === "weight" || last === "in_proj_weight";
  const fanIn = shape.slice(1).reduce((a, b) => a * b, 1);
  const [base, scale]: readonly [number, number] =
    last === "running_var"
      ? [1, 0.5]
      : last === "weight" && shape.length === 1
        ? [1, 0.25]
        : matrix && shape.length > 1
          ? [0, Math.sqrt(3 / fanIn)]
          : [0, 0.1];
  return fillInto(new Float32Array(count), name, base, scale);
}

/** Gives every float of a model's state its number by the formula; tables of coordinates stay. */
export function fill(model: Module): void {
  const state = new Map<string, Tensor>();
  for (const [name, tensor] of model.stateDict()) {
    const own = tensor.dtype === "float32" && !name.includes("coords_table");
    state.set(name, own ? Tensor.fromData(values(name, tensor.shape), tensor.shape) : tensor);
  }
  model.loadStateDict(state);
}

/** The picture that the golden logits are of. */
export function goldenImage(shape: readonly number[]): Tensor {
  const count = shape.reduce((a, b) => a * b, 1);
  return Tensor.fromData(fillInto(new Float32Array(count), "input", 0, 2), shape);
}
