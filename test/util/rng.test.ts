import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { Rng, rngFor } from "../../src/util/rng.ts";
import { fixture } from "../support/paths.ts";

interface Stream {
  readonly seed: number;
  readonly rand: readonly number[];
  readonly randint: readonly number[];
  readonly randintSigned: readonly number[];
  readonly randperm: readonly number[];
  readonly randn: readonly number[];
  readonly uniform: readonly number[];
  readonly mixed: readonly number[];
  readonly thousandth: number;
}

const golden = JSON.parse(readFileSync(fixture("golden", "tensor", "rng.json"), "utf8")) as {
  readonly streams: readonly Stream[];
};
const times = (n: number, draw: () => number) => Array.from({ length: n }, draw);

describe("Rng draws what torch draws", () => {
  for (const stream of golden.streams) {
    it(`after seed ${stream.seed}`, () => {
      const fresh = () => new Rng(stream.seed);
      const [a, b, c, d, e, f] = times(6, () => 0).map(fresh) as [Rng, Rng, Rng, Rng, Rng, Rng];
      assert.deepEqual(
        times(6, () => a.next()),
        stream.rand,
      );
      assert.deepEqual(
        times(6, () => b.int(0, 1000)),
        stream.randint,
      );
      assert.deepEqual(
        times(6, () => c.int(-5, 7)),
        stream.randintSigned,
      );
      assert.deepEqual([...d.permutation(12)], stream.randperm);
      assert.deepEqual(
        times(5, () => Math.fround(e.normal())),
        stream.randn,
      );
      assert.deepEqual(
        times(6, () => f.uniform(-0.3, 0.9)),
        stream.uniform,
      );
    });

    it(`through more than one block of the twister, seed ${stream.seed}`, () => {
      const rng = new Rng(stream.seed);
      assert.equal(times(1000, () => rng.next()).at(-1), stream.thousandth);
    });

    it(`with a normal waiting between other draws, seed ${stream.seed}`, () => {
      const rng = new Rng(stream.seed);
      const normal = () => Math.fround(rng.normal());
      const got = [normal(), rng.next(), normal(), normal(), rng.next()];
      assert.deepEqual(got, stream.mixed);
    });
  }
});

describe("Rng", () => {
  it("continues from its state, a waiting normal included, after a trip through JSON", () => {
    const rng = new Rng(5);
    rng.normal(); // the second of the pair waits
    const state = JSON.parse(JSON.stringify(rng.state()));
    const want = [rng.normal(), rng.next(), rng.normal(), rng.u32()];
    const other = new Rng(99);
    other.normal();
    other.setState(state);
    assert.deepEqual([other.normal(), other.next(), other.normal(), other.u32()], want);
    assert.notEqual(state.spareNormal, undefined);
  });

  it("gives a state that later draws do not change", () => {
    const rng = new Rng(5);
    const state = rng.state();
    const want = times(700, () => rng.u32());
    const other = new Rng(0);
    other.setState(state);
    assert.deepEqual(
      times(700, () => other.u32()),
      want,
    );
  });

  it("refuses seeds, ranges and states that are none", () => {
    assert.throws(() => new Rng(0.5), {
      message: "Rng: expected a whole number as seed, got 0.5; pass an integer",
    });
    assert.throws(() => new Rng(0).int(3, 3), {
      message: "Rng.int: expected low < high, got { low: 3, high: 3 }; widen the range",
    });
    assert.throws(() => new Rng(0).int(0, 2 ** 33), {
      message:
        "Rng.int: expected a range of at most 2^32, got { low: 0, high: 8589934592 }; " +
        "narrow the range",
    });
    assert.throws(() => new Rng(0).setState({ words: [1], index: 0 }), {
      message:
        "Rng.setState: expected 624 words and an index, got { words: 1, index: 0 }; " +
        "pass what state() gave",
    });
  });
});

describe("rngFor", () => {
  it("depends on every part of its path and on their order", () => {
    const paths = [
      [0],
      [1],
      [0, 0],
      [0, 1],
      [1, 0],
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
      [-1],
      [2 ** 32],
      [2 ** 32, 1],
    ] as const;
    const firsts = paths.map(([seed, ...path]) => rngFor(seed, ...path).u32());
    assert.equal(new Set(firsts).size, paths.length);
    assert.deepEqual(
      paths.map(([seed, ...path]) => rngFor(seed, ...path).u32()),
      firsts,
    );
  });

  it("gives neighbouring samples streams that have nothing in common", () => {
    const firsts = times(2000, () => 0).map((_, i) => rngFor(3, 1, i).next());
    assert.ok(new Set(firsts).size > 1995); // 24 bits: a hit or two by chance
    const mean = firsts.reduce((sum, x) => sum + x, 0) / firsts.length;
    assert.ok(Math.abs(mean - 0.5) < 0.03, `mean ${mean}`); // five standard errors
  });
});

describe("Rng.fill and Rng.double", () => {
  it("fill an array with what next gives", () => {
    const [bulk, single] = [new Rng(9), new Rng(9)];
    const out = new Float32Array(1000);
    bulk.fill(out);
    assert.deepEqual(
      [...out],
      times(1000, () => single.next()),
    );
    assert.equal(bulk.u32(), single.u32());
  });

  it("draw what torch.rand draws in double precision", () => {
    const rng = new Rng(42); // torch.manual_seed(42); torch.rand(3, dtype=torch.float64)
    const want = [0.05815448596142969, 0.06291016742457756, 0.12358607277440903];
    assert.deepEqual(
      times(3, () => rng.double()),
      want,
    );
  });
});

describe("Rng.choice", () => {
  it("picks what torch.multinomial picks, and draws as many numbers", () => {
    type Row = [number, number[], number[], number];
    const file = fixture("golden", "transforms", "geometry-draws.json");
    const { choices } = JSON.parse(readFileSync(file, "utf8")) as { choices: Row[] };
    assert.equal(choices.length, 40);
    for (const [seed, weights, want, after] of choices) {
      const rng = new Rng(seed);
      assert.deepEqual(
        times(4, () => rng.choice(weights)),
        want,
      );
      assert.equal(rng.int(0, 1000), after);
    }
  });
});

describe("skip", () => {
  it("passes over draws, whatever is asked for next", () => {
    const uses: ((rng: Rng) => unknown)[] = [
      (rng) => rng.next(),
      (rng) => rng.double(),
      (rng) => rng.normal(),
      (rng) => rng.permutation(9),
      (rng) => rng.state(),
      (rng) => {
        const out = new Float32Array(700);
        rng.fill(out);
        return out;
      },
    ];
    for (const use of uses) {
      const [skipped, drawn] = [new Rng(7), new Rng(7)];
      for (const count of [3, 0, 1000]) {
        skipped.skip(count);
        for (let i = 0; i < count; i++) drawn.next();
      }
      assert.deepEqual(use(skipped), use(drawn));
      assert.deepEqual(skipped.state(), drawn.state());
    }
  });

  it("is forgotten where another state is set", () => {
    const [skipped, fresh] = [new Rng(7), new Rng(7)];
    skipped.skip(5);
    skipped.setState(fresh.state());
    assert.equal(skipped.next(), fresh.next());
  });
});
