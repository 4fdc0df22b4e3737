import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Compose,
  Lambda,
  Normalize,
  RandomApply,
  RandomResizedCrop,
  ToTensor,
} from "../../src/transforms/index.ts";
import { isOwn } from "../../src/transforms/is-own.ts";

const crop = new RandomResizedCrop(8);

test("transforms of the package are its own, pipelines of them too", () => {
  const inner = new RandomApply([new Compose([crop])], { p: 0.5 });
  const pipeline = new Compose([inner, new ToTensor(), new Normalize([0.5], [0.5])]);
  for (const transform of [crop, inner, pipeline, new Compose([])])
    assert.equal(isOwn(transform), true, transform.name);
});

test("functions, other classes, and what somebody changed are not", () => {
  class Another extends ToTensor {}
  const changed = new ToTensor();
  changed.apply = (() => 3) as never;
  const keep = (sample: never) => sample;
  for (const transform of [keep, changed, new Another(), new Lambda(keep)])
    for (const given of [transform, new Compose([crop, transform])])
      assert.equal(isOwn(given), false);
  assert.deepEqual([isOwn(undefined), isOwn(crop.toJSON())], [false, false]);
});
