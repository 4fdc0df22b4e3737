import assert from "node:assert/strict";
import { test } from "node:test";
import {
  castValues,
  scaleToFloats,
  scaleToWhole,
  shiftBits,
} from "../../../src/transforms/kernels/convert-dtype.ts";

test("casts cut towards zero, wrap, and make 0 and 1 of truth", () => {
  assert.deepEqual(castValues(Float32Array.of(-1.9, 3.9), "int64"), BigInt64Array.of(-1n, 3n));
  assert.deepEqual(castValues(Int32Array.of(257, -1), "uint8"), Uint8Array.of(1, 255));
  assert.deepEqual(castValues(Float32Array.of(0, 0.5, -2), "bool"), Uint8Array.of(0, 1, 1));
  const same = BigInt64Array.of(5n);
  assert.notEqual(castValues(same, "int64"), same);
});

test("scaling multiplies in the precision of the floats", () => {
  assert.deepEqual(scaleToFloats(Uint8Array.of(255), "float32", 1 / 255), Float32Array.of(1));
  assert.deepEqual(
    scaleToWhole(Float32Array.of(1, 0.5), "uint8", 255.999),
    Uint8Array.of(255, 127),
  );
});

test("shifts keep the top bits", () => {
  assert.deepEqual(
    shiftBits(Uint8Array.of(255, 1), "int32", 23),
    Int32Array.of(2139095040, 8388608),
  );
  assert.deepEqual(shiftBits(Int32Array.of(2139095040), "uint8", -23), Uint8Array.of(255));
});
