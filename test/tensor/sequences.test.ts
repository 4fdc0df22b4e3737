import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { arange, eye, linspace } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";

interface Golden {
  readonly spaced: Readonly<Record<string, readonly number[]>>;
}

const { spaced } = JSON.parse(
  readFileSync(fixture("golden", "tensor", "random.json"), "utf8"),
) as Golden;

describe("evenly spaced numbers", () => {
  for (const [name, want] of Object.entries(spaced)) {
    it(`${name}, as torch`, () => {
      const [start, end, third] = name.split(" ").slice(1).map(Number) as [number, number, number];
      const make = name.startsWith("arange") ? arange : linspace;
      const got = Array.from(make(start, end, third).hostData() as ArrayLike<number>, Number);
      assert.equal(got.length, want.length);
      got.forEach((value, i) => {
        assert.ok(Math.abs(value - want[i]!) < 2e-7 * Math.max(1, Math.abs(value)), `${value}`);
      });
    });
  }

  it("arange is whole if all its numbers are, and takes one, two or three", () => {
    assert.deepEqual([...arange(3).hostData()], [0n, 1n, 2n]);
    assert.deepEqual([...arange(2, 4).hostData()], [2n, 3n]);
    assert.deepEqual([...arange(3, { dtype: "float32" }).hostData()], [0, 1, 2]);
    assert.deepEqual([...arange(1, 6, 2, { dtype: "int32" }).hostData()], [1, 3, 5]);
    assert.equal(arange(0.5).dtype, "float32");
    assert.throws(() => arange(0, 3, -1), {
      message:
        "arange: expected a step from start towards end, got { start: 0, end: 3, step: -1 }; turn it",
    });
    assert.throws(() => arange(0, 3, 0), /a step from start/);
    assert.throws(() => arange(Number.NaN), /arange: expected end to be a finite number/);
  });

  it("linspace ends at its end", () => {
    assert.equal(linspace(0, 0.3, 4, { dtype: "float64" }).hostData()[3], 0.3);
    assert.throws(() => linspace(0, 1, -1), /linspace: expected steps/);
  });
});

describe("eye", () => {
  it("has ones on the diagonal", async () => {
    assert.deepEqual(await eye(2).toArray(), [
      [1, 0],
      [0, 1],
    ]);
    const wide = eye(2, 3, { dtype: "int64" });
    assert.deepEqual([...wide.hostData()], [1n, 0n, 0n, 0n, 1n, 0n]);
    assert.deepEqual([...eye(3, 1).hostData()], [1, 0, 0]);
    assert.deepEqual(eye(0, 2).shape, [0, 2]);
    assert.equal(eye(1, 1, { requiresGrad: true }).requiresGrad, true);
    assert.throws(() => eye(-1), /eye: expected rows/);
  });
});
