import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { weightsTable } from "../../src/models/weights-table.ts";
import { fixture } from "../support/paths.ts";

describe("weightsTable", () => {
  it("has 115 files for 80 models, one default each", () => {
    assert.equal(weightsTable.length, 115);
    const builders = new Set(weightsTable.map(({ builder }) => builder));
    assert.equal(builders.size, 80);
    for (const builder of builders) {
      const rows = weightsTable.filter((row) => row.builder === builder);
      assert.equal(rows.filter(({ isDefault }) => isDefault).length, 1, builder);
      assert.equal(new Set(rows.map(({ weights }) => weights)).size, rows.length, builder);
      assert.equal(new Set(rows.map(({ weights }) => weights.split(".")[0])).size, 1, builder);
    }
  });

  it("has the digests that the files are named by, as torch.hub finds them", () => {
    for (const { file, sha256 } of weightsTable) {
      assert.match(sha256, /^[0-9a-f]{8,10}$/);
      assert.equal(/-([0-9a-f]*)\.pth$/.exec(file)?.[1], sha256);
    }
  });

  it("has torchvision's parameter counts, where golden files tell them", () => {
    // GoogLeNet's golden net has the heads that its weights are used without; SWAG's transformers take
    // larger pictures than the golden ones.
    const same = weightsTable.filter(
      ({ builder, crop }) => builder !== "googlenet" && !(builder.startsWith("vit") && crop > 224),
    );
    let compared = 0;
    for (const { builder, params } of same) {
      const file = fixture("golden", "models", `${builder}.json`);
      if (!existsSync(file)) continue;
      const golden = JSON.parse(readFileSync(file, "utf8")) as { readonly params: number };
      assert.equal(params, golden.params, builder);
      compared++;
    }
    assert.ok(compared > 50, `only ${compared} compared`);
  });
});
