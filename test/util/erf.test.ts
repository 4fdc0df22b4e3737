import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { erf, erfinv } from "../../src/util/erf.ts";

describe("erf and its inverse", () => {
  it("are right to 1e-15", () => {
    // Python's math.erf
    const known = [
      [0, 0],
      [0.1, 0.1124629160182849],
      [1, 0.8427007929497149],
      [-2, -0.9953222650189527],
      [3, 0.9999779095030014],
      [7, 1],
    ] as const;
    for (const [x, y] of known) assert.ok(Math.abs(erf(x) - y) <= 1e-15, `erf(${x}) = ${erf(x)}`);
  });

  it("undo each other", () => {
    for (const x of [-3.5, -2, -0.5, -1e-8, 0, 0.3, 1, 2.6])
      assert.ok(Math.abs(erfinv(erf(x)) - x) <= 1e-9 * Math.max(1, Math.abs(x)), `${x}`);
    // Beyond what the first approximation is made for; from erfc(x) = 2^-53.
    assert.ok(Math.abs(erfinv(1 - 2 ** -53) - 5.863584748755168) < 1e-9);
    assert.deepEqual([erfinv(1), erfinv(-1), erfinv(1.5)], [Infinity, -Infinity, NaN]);
  });
});
