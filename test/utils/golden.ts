import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Tensor } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";

/** A golden file of the utilities, as it is. */
export function golden<Content>(name: string): Content {
  return JSON.parse(readFileSync(fixture("golden", "utils", `${name}.json`), "utf8"));
}

/** Bytes that look like noise: (7 i² + 13 i + 101 seed) mod 251, as the golden script makes them. */
export function pattern(shape: readonly number[], seed = 0): Tensor {
  const length = shape.reduce((product, size) => product * size, 1);
  const value = (i: number) => (7 * i * i + 13 * i + 101 * seed) % 251;
  return Tensor.fromData(
    Uint8Array.from({ length }, (_, i) => value(i)),
    shape,
  );
}

/** The same noise as float32 in [-1.5, 2.4]. */
export function floats(shape: readonly number[], seed = 0): Tensor {
  const bytes = pattern(shape, seed).hostData() as Uint8Array;
  return Tensor.fromData(
    Float32Array.from(bytes, (byte) => byte / 64 - 1.5),
    shape,
  );
}

/** The SHA-256 of a tensor's or array's bytes. */
export function sha256(values: Tensor | Uint8Array): string {
  const data = values instanceof Tensor ? values.hostData() : values;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return createHash("sha256").update(bytes).digest("hex");
}
