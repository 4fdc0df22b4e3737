import assert from "node:assert/strict";
import { test } from "node:test";
import { type Picture, rows } from "../../../bench/support/transform-rows.ts";
import { functional, Transform } from "../../../src/transforms/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { noise } from "../../transforms/samples.ts";

const image = noise(300, 352);

test("names are given once", () => {
  assert.equal(new Set(rows.map(({ name }) => name)).size, rows.length);
});

for (const { name, own, floats, python } of rows)
  test(`${name} runs, and is written for Python`, () => {
    const picture = (floats ? functional.toTensor(image) : image) as Picture;
    const op = own();
    const out: unknown =
      op instanceof Transform ? op.apply(picture, new Rng(1)) : op(picture, new Rng(1));
    assert.ok(out !== undefined && out !== picture);
    assert.match(python, /^(T\.|F\.|lambda x: )/);
  });
