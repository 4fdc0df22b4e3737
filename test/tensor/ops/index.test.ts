import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ops } from "../../../src/tensor/ops/index.ts";
import { activationSamples } from "./activation.samples.ts";
import { averagePoolingSamples } from "./average-pooling.samples.ts";
import { comparisonSamples } from "./comparison.samples.ts";
import { convolutionSamples } from "./convolution.samples.ts";
import { elementwiseSamples } from "./elementwise.samples.ts";
import { functionsSamples } from "./functions.samples.ts";
import { indexingSamples } from "./indexing.samples.ts";
import { linearSamples } from "./linear.samples.ts";
import { logicalSamples } from "./logical.samples.ts";
import { lossSamples } from "./loss.samples.ts";
import { movementSamples } from "./movement.samples.ts";
import { normalizationSamples } from "./normalization.samples.ts";
import { poolingSamples } from "./pooling.samples.ts";
import { recurrentSamples } from "./recurrent.samples.ts";
import { reductionSamples } from "./reduction.samples.ts";
import { resamplingSamples } from "./resampling.samples.ts";
import { roundingSamples } from "./rounding.samples.ts";
import { selectionSamples } from "./selection.samples.ts";
import { sortingSamples } from "./sorting.samples.ts";
import { statisticsSamples } from "./statistics.samples.ts";

const samples: Readonly<Record<string, readonly unknown[]>> = {
  ...elementwiseSamples,
  ...functionsSamples,
  ...activationSamples,
  ...lossSamples,
  ...comparisonSamples,
  ...logicalSamples,
  ...selectionSamples,
  ...roundingSamples,
  ...reductionSamples,
  ...statisticsSamples,
  ...movementSamples,
  ...linearSamples,
  ...indexingSamples,
  ...sortingSamples,
  ...convolutionSamples,
  ...recurrentSamples,
  ...normalizationSamples,
  ...poolingSamples,
  ...averagePoolingSamples,
  ...resamplingSamples,
};

describe("the table of operations", () => {
  for (const [name, op] of Object.entries(ops)) {
    it(`${name} has samples, and a gradient or a reason for none`, () => {
      assert.equal(op.name, name);
      assert.ok((samples[name]?.length ?? 0) >= 3, `write samples for ${name}`);
      if (op.noGradient !== undefined) assert.match(op.noGradient, /\w+ \w+/);
    });
  }
});
