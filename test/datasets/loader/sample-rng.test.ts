import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { SampleRng } from "../../../src/datasets/loader/sample-rng.ts";
import { type Rng, rngFor } from "../../../src/util/rng.ts";

const draws: Readonly<Record<string, (rng: Rng) => unknown>> = {
  u32: (rng) => rng.u32(),
  next: (rng) => rng.next(),
  uniform: (rng) => rng.uniform(-2, 3),
  int: (rng) => rng.int(0, 17),
  permutation: (rng) => rng.permutation(5),
  normal: (rng) => rng.normal(),
  exponential: (rng) => rng.exponential(),
  choice: (rng) => rng.choice([1, 0, 2]),
  double: (rng) => rng.double(),
  skip: (rng) => rng.skip(5),
  fill: (rng) => {
    const out = new Float32Array(3);
    rng.fill(out);
    return out;
  },
  state: (rng) => rng.state(),
  setState: (rng) => rng.setState(rngFor(1, 2).state()),
};

describe("SampleRng", () => {
  it("draws as rngFor, method by method and in any mixture, however often it is aimed", () => {
    const calls = fc.array(fc.constantFrom(...Object.keys(draws)), { maxLength: 12 });
    const path = fc.tuple(fc.nat(), fc.nat(), fc.nat());
    const rng = new SampleRng();
    fc.assert(
      fc.property(path, calls, ([seed, epoch, index], names) => {
        rng.aim(seed, epoch, index);
        const same = rngFor(seed, epoch, index);
        for (const name of names) assert.deepEqual(draws[name]!(rng), draws[name]!(same), name);
      }),
    );
  });

  it("knows every method of Rng", () => {
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(rngFor(0)));
    assert.deepEqual(
      methods.filter((name) => name !== "constructor").sort(),
      Object.keys(draws).sort(),
    );
  });
});
