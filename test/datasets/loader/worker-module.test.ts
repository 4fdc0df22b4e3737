import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { callModule, sendableModule } from "../../../src/datasets/loader/worker-module.ts";
import { troubleModule } from "./worker-data.ts";

const context = { dataset: async () => assert.fail(), transform: () => undefined };

/** Called by name below. */
export class Maker {
  readonly size: number;
  constructor(size: number) {
    this.size = size;
  }
  static make({ size }: { size: number }): Maker {
    return new this(size);
  }
}

describe("sendableModule", () => {
  it("makes text of URLs and absolute paths", () => {
    const url = new URL("./x.js", import.meta.url);
    const sent = (module: string | URL) => sendableModule("x", { module, export: "y", data: 1 });
    assert.deepEqual(sent(url), { module: url.href, export: "y", data: 1 });
    assert.equal(sent("/a b/c.js").module, "file:///a%20b/c.js");
    assert.equal(sent("node:path").module, "node:path");
  });

  it("refuses what a worker would look for elsewhere", () => {
    for (const module of ["./x.js", "x.js", ""])
      assert.throws(() => sendableModule("DataLoader", { module, export: "y" }), {
        message: /^DataLoader: expected worker.module to be a URL or an absolute path/,
      });
    assert.throws(() => sendableModule("x", { module: "node:fs", export: "" }), /worker.export/);
  });
});

describe("callModule", () => {
  it("calls a function, or a static method on its class", async () => {
    const data = { length: 3 };
    const made = (await callModule(troubleModule(data), context)) as { length: number };
    assert.equal(made.length, 3);
    const source = { module: import.meta.url, export: "Maker.make", data: { size: 5 } };
    const maker = await callModule(source, context);
    assert.ok(maker instanceof Maker);
    assert.equal(maker.size, 5);
  });

  it("says what is not there", async () => {
    for (const name of ["Maker.other", "Nobody", "Nobody.make"])
      await assert.rejects(callModule({ module: import.meta.url, export: name }, context), {
        code: "NOT_FOUND",
        message: new RegExp(`expected a function ${name} exported, got undefined`),
      });
  });
});
