import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { builders } from "../../src/models/builders.ts";
import * as index from "../../src/models/index.ts";
import { ResNet } from "../../src/models/resnet.ts";

describe("builders", () => {
  it("build nets of the family's own type", async () => {
    const net = await index.resnet18({ numClasses: 3 });
    assert.ok(net instanceof ResNet);
    assert.deepEqual(net.fc.weight.shape, [3, 512]); // the type has the field
    await assert.rejects(index.resnet18({ classes: 3 } as never), /options among/);
  });
});

describe("get", () => {
  it("gives builders by name, whatever the case", () => {
    assert.equal(index.get("resnet50"), builders.resnet50);
    assert.equal(index.get("ResNet50"), builders.resnet50);
    assert.equal(index.get("simplecnn"), builders.simpleCnn);
  });

  it("suggests the nearest names", () => {
    assert.throws(() => index.get("resnet5"), {
      code: "NOT_FOUND",
      message:
        /models.get: expected the name of one of \d+ models, got "resnet5"; did you mean resnet50, /,
    });
    for (const odd of ["", "__proto__", "constructor", undefined as never])
      assert.throws(() => index.get(odd), { code: "NOT_FOUND" });
  });
});
