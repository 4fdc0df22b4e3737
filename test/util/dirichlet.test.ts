import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { dirichlet } from "../../src/util/dirichlet.ts";
import { Rng } from "../../src/util/rng.ts";
import { fixture } from "../support/paths.ts";

interface Case {
  readonly seed: number;
  readonly alphas: readonly number[];
  readonly shares: readonly (readonly number[])[];
  readonly beta: number;
  readonly after: number;
  readonly normal: number;
}

const { cases } = JSON.parse(readFileSync(fixture("golden", "util", "dirichlet.json"), "utf8")) as {
  readonly cases: readonly Case[];
};

describe("dirichlet", () => {
  for (const { seed, alphas, shares, beta, after, normal } of cases) {
    test(`draws ${JSON.stringify(alphas)} as torch after seed ${seed}`, () => {
      const rng = new Rng(seed);
      for (const want of shares) assert.deepEqual(dirichlet(rng, alphas), want);
      assert.equal(dirichlet(rng, alphas.slice(0, 2))[0], beta);
      assert.equal(rng.next(), after);
      assert.equal(Math.fround(rng.normal()), normal);
    });
  }

  test("has the mean and the spread of Beta(a, b)", () => {
    for (const [a, b] of [
      [0.3, 0.3],
      [2, 5],
    ] as const) {
      const rng = new Rng(3);
      const draws = Array.from({ length: 20_000 }, () => dirichlet(rng, [a, b])[0]!);
      const mean = draws.reduce((sum, x) => sum + x) / draws.length;
      const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
      assert.ok(Math.abs(mean - a / (a + b)) < 0.01, `mean ${mean}`);
      const expected = (a * b) / ((a + b) ** 2 * (a + b + 1));
      assert.ok(Math.abs(variance - expected) < 0.004, `variance ${variance}`);
    }
  });

  test("gives shares of one whole", () => {
    const rng = new Rng(1);
    for (let i = 0; i < 200; i++) {
      const sum = dirichlet(rng, [0.5, 1, 2]).reduce((all, share) => all + share);
      assert.ok(Math.abs(sum - 1) < 1e-6);
    }
  });

  test("refuses one alpha, and alphas that are not positive", () => {
    const rng = new Rng(0);
    assert.throws(() => dirichlet(rng, []), /dirichlet: expected one or more concentrations/);
    assert.deepEqual(dirichlet(new Rng(0), [1]), [1 - 2 ** -24]); // as torch
    assert.throws(() => dirichlet(rng, [1, 0]), /alpha to be a finite number/);
    assert.throws(() => dirichlet(rng, [1, Number.NaN]), /alpha to be a finite number/);
  });
});
