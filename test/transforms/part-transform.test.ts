import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { horizontalFlip } from "../../src/transforms/functional/horizontal-flip.ts";
import { PartTransform } from "../../src/transforms/index.ts";
import type { GeometricPart } from "../../src/transforms/parts.ts";
import { Rng } from "../../src/util/rng.ts";
import { fullSample, spelled } from "./samples.ts";
import { transformSuite } from "./suite.ts";

class Mirror extends PartTransform<true> {
  constructor() {
    super("Mirror", {});
  }
  protected draw(): true {
    return true;
  }
  protected part<Part extends GeometricPart>(part: Part): Part {
    return horizontalFlip(part);
  }
}

transformSuite(Mirror, { cases: [[]], own: { Mirror: { build: Mirror, positional: [] } } });

describe("PartTransform", () => {
  test("gives each part to the one functional", () => {
    const sample = fullSample(4, 5);
    const out = new Mirror().apply(sample, new Rng(0));
    assert.deepEqual(spelled(out.image), spelled(horizontalFlip(sample.image)));
    assert.deepEqual(spelled(out.targets[0]), spelled(horizontalFlip(sample.targets[0])));
    assert.deepEqual(spelled(out.masks.classes), spelled(horizontalFlip(sample.masks.classes)));
    assert.deepEqual(spelled(out.points), spelled(horizontalFlip(sample.points)));
    assert.deepEqual(spelled(out.video), spelled(horizontalFlip(sample.video)));
  });
});
