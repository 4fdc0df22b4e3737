import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { embeddedClassifier, openClassifier } from "../../src/cli/open-classifier.ts";
import { root } from "../support/paths.ts";
import { FakeOutput } from "./fake-context.ts";
import { makeClassifier } from "./make-classifier.ts";

const cwd = mkdtempSync(join(tmpdir(), "open-classifier-"));
const embedded = join(cwd, "embedded");
before(() => makeClassifier({ classes: ["shirt", "shoe"] }).save(embedded));
after(() => rmSync(cwd, { recursive: true }));

async function open(flags: object, own = false) {
  const stderr = new FakeOutput();
  const folder = mkdtempSync(join(cwd, "folder-"));
  if (own) await makeClassifier({ classes: ["a"] }).save(join(folder, "classifier.safetensors"));
  const { classifier, name } = await openClassifier(flags, { cwd: folder, stderr }, embedded);
  return { classes: classifier.classes, name, said: stderr.text };
}

describe("openClassifier", () => {
  test("takes the one that comes along where there is no other, and says so once", async () => {
    const { classes, name, said } = await open({});
    assert.deepEqual(classes, ["shirt", "shoe"]);
    assert.match(name, /comes along/);
    assert.match(said, /^no --weights and no classifier\.safetensors here.*ten kinds of clothing/);
    assert.equal(said.split("\n").length, 2);
  });

  test("says nothing with --quiet", async () => {
    assert.equal((await open({ quiet: true })).said, "");
  });

  test("prefers classifier.safetensors, and above all what is named", async () => {
    assert.deepEqual(await open({}, true), {
      classes: ["a"],
      name: "classifier.safetensors",
      said: "",
    });
    const other = join(cwd, "other");
    copyFileSync(embedded, other);
    const { classes, said } = await open({ weights: other }, true);
    assert.deepEqual([classes, said], [["shirt", "shoe"], ""]);
  });

  test("never replaces a file that was named and is not there", async () => {
    await assert.rejects(open({ weights: "gone" }), /gone: .*; run `tsvision train` first/);
  });
});

test("the one that comes along lies in the package's folder assets", () => {
  assert.equal(embeddedClassifier, join(root, "assets", "fashion-mnist.safetensors"));
});
