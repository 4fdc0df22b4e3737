import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { buildModel, type ModelSpec, models } from "../../src/models/registry.ts";
import { SimpleCnn } from "../../src/models/simple-cnn.ts";
import { fixture } from "../support/paths.ts";

// As torchvision counts them; the one model that is not torchvision's is small.
function paramsOf(name: string): number {
  if (name === "simpleCnn") return 0;
  const golden = readFileSync(fixture("golden", "models", `${name}.json`), "utf8");
  return (JSON.parse(golden) as { readonly params: number }).params;
}

describe("buildModel", () => {
  it("builds every small model from its name alone", () => {
    // The suites of the families build all of them.
    const small = Object.keys(models).filter((name) => paramsOf(name) < 5e6);
    assert.ok(small.length > 10);
    for (const name of small) {
      const model = buildModel({ name, options: {} });
      assert.ok(model.parameters().length > 0, name);
    }
  });

  it("builds the same model again from a spec that was JSON", () => {
    const options = { numClasses: 3, channels: 3, size: 20, widths: [4, 5], dropout: 0 };
    const spec: ModelSpec = { name: "simpleCnn", options };
    const again = buildModel(JSON.parse(JSON.stringify(spec)) as ModelSpec);
    assert.ok(again instanceof SimpleCnn);
    assert.equal(String(again), String(new SimpleCnn(options)));
    again.loadStateDict(new SimpleCnn(options).stateDict());
  });

  it("names the models where the name is unknown", () => {
    for (const name of ["simplecnn", "constructor", "__proto__", ""]) {
      assert.throws(() => buildModel({ name, options: {} }), {
        code: "NOT_FOUND",
        message: /a model's name: simpleCnn/,
      });
    }
  });

  it("refuses options that the model does not have", () => {
    const spec = { name: "simpleCnn", options: { classes: 3 } };
    assert.throws(() => buildModel(spec), /options that it has, got "classes"/);
  });
});
