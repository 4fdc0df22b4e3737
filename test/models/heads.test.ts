import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildForFile } from "../../src/models/build-for-file.ts";
import { headsOf, isInHead } from "../../src/models/heads.ts";
import { list } from "../../src/models/index.ts";

import { weightsTable } from "../../src/models/weights-table.ts";

// One small net of each family; those that the registry has not are left out.
const small =
  "alexnet convnext_tiny densenet121 efficientnet_b0 efficientnet_v2_s googlenet inception_v3 maxvit_t mnasnet0_5 " +
  "mobilenet_v2 mobilenet_v3_small regnet_x_400mf resnet18 shufflenet_v2_x0_5 squeezenet1_1 swin_t swin_v2_t " +
  "wide_resnet50_2";

describe("headsOf", () => {
  it("knows every model that has published weights, and no other", () => {
    for (const { builder } of weightsTable) assert.ok(headsOf(builder).length > 0, builder);
    assert.deepEqual(headsOf("simpleCnn"), []);
  });

  for (const name of small.split(" ").filter((known) => list().includes(known)))
    it(`names exactly the parameters of ${name} that depend on numClasses`, () => {
      const [usual, other] = [{}, { numClasses: 7 }].map((options) =>
        buildForFile({ name, options }).stateDict(),
      );
      const differ = [...usual!].filter(
        ([key, { shape }]) => String(shape) !== String(other!.get(key)!.shape),
      );
      const layers = headsOf(name);
      const inHead = [...usual!.keys()].filter((key) => isInHead(key, layers));
      assert.deepEqual(
        inHead,
        differ.map(([key]) => key),
      );
      assert.ok(usual!.has(`${layers[0]}.weight`));
    });
});

describe("isInHead", () => {
  it("takes whole names of layers", () => {
    assert.ok(isInHead("fc.weight", ["fc"]));
    assert.ok(!isInHead("fc2.weight", ["fc"]));
    assert.ok(!isInHead("layer.fc.weight", ["fc"]));
  });
});
