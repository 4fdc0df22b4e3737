import assert from "node:assert/strict";
import type { PthValue } from "../../src/models/pth.ts";
import { isParameter } from "../../src/nn/index.ts";
import { Tensor } from "../../src/tensor/index.ts";

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  int64: BigInt64Array,
  int32: Int32Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

/**
 * All that a value is, as text: equal texts mean equal types, keys in the same order, dtypes, shapes
 * and bits. Fails for what `parsePth` must never give: a tensor whose data does not fit its shape,
 * masks of other bytes than 0 and 1, prototypes of its own.
 */
export function factsOf(value: PthValue): string {
  if (value instanceof Tensor) return tensorFacts(value);
  if (value instanceof Map) {
    assert.equal(Object.getPrototypeOf(value), Map.prototype);
    return `{${[...value].map(([key, item]) => `${factsOf(key)}:${factsOf(item)}`).join()}}`;
  }
  if (Array.isArray(value)) return `[${value.map(factsOf).join()}]`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0.0" : `${value}`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string") return JSON.stringify(value);
  assert.ok(value === null || typeof value === "boolean", typeof value);
  return `${value}`;
}

function tensorFacts(tensor: Tensor): string {
  const { dtype, shape, requiresGrad } = tensor;
  const data = tensor.hostData();
  assert.equal(Object.getPrototypeOf(data), arrays[dtype].prototype);
  assert.equal(
    data.length,
    shape.reduce((product, size) => product * size, 1),
  );
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (dtype === "bool") assert.ok(bytes.every((byte) => byte < 2));
  const flags = `${requiresGrad ? "grad" : ""} ${isParameter(tensor) ? "parameter" : ""}`;
  return `${dtype}(${shape}) ${flags} ${bytes.toString("hex")}`;
}
