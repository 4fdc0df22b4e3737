import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { collect, Interner } from "../../src/tensor/collect.ts";
import { Families } from "../../src/tensor/families.ts";
import { ones, type Tensor } from "../../src/tensor/index.ts";
import { lower } from "../../src/tensor/lower.ts";

const interner = new Interner();
let walks = 3_000_000; // beyond what the engine's own walks reach here
const recordingOf = (root: Tensor) => collect([root.node], interner, ++walks);
const flat = (n: number, dim = 1) => ones([n, 3, 2]).flatten(1).softmax(dim);

describe("Families", () => {
  it("puts other sizes and settings together, and other operations and wirings apart", () => {
    const families = new Families(8);
    const family = families.of(recordingOf(flat(2)));
    assert.equal(families.of(recordingOf(flat(5))), family);
    assert.equal(families.of(recordingOf(flat(5, 0))), family);
    assert.notEqual(families.of(recordingOf(ones([2, 6]).softmax(1))), family);
    assert.notEqual(families.of(recordingOf(flat(2).exp())), family);
  });

  it("says what changed since the last time", () => {
    const family = new Families(8).of(recordingOf(flat(2)));
    const note = (root: Tensor) => {
      const recording = recordingOf(root);
      return family.note(recording, lower(recording).model);
    };
    assert.equal(note(flat(2)), "");
    assert.equal(note(flat(5)), "input 0 went from float32 [2,3,2] to float32 [5,3,2]");
    assert.equal(note(flat(5, 0)), 'softmax {"dim":1} became softmax {"dim":0}');
  });

  it("has an open model from the second size on", () => {
    const family = new Families(8).of(recordingOf(flat(2)));
    const meet = (root: Tensor) => {
      const recording = recordingOf(root);
      const { model } = lower(recording, { liftConstants: true });
      const open = family.openFor(model);
      family.note(recording, model);
      return open;
    };
    assert.equal(meet(flat(2)), undefined);
    const open = meet(flat(5));
    assert.ok(open);
    assert.equal(meet(flat(7)), open);
    assert.equal(meet(flat(7, 0)), undefined, "another axis is another program");
  });

  it("forgets the families that were met the longest ago", () => {
    const families = new Families(2);
    const first = families.of(recordingOf(flat(2)));
    families.of(recordingOf(flat(2).exp()));
    assert.equal(families.of(recordingOf(flat(2))), first);
    families.of(recordingOf(flat(2).log()));
    assert.equal(families.of(recordingOf(flat(2))), first);
    families.of(recordingOf(flat(2).exp()));
    families.of(recordingOf(flat(2).abs()));
    assert.notEqual(families.of(recordingOf(flat(2))), first);
  });
});
