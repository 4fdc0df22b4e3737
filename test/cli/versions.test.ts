import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { installedVersion, versionLine, versions } from "../../src/cli/versions.ts";
import { root } from "../support/paths.ts";

test("versions are those of the installed packages", () => {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const found = versions();
  assert.equal(found.tsvision, manifest.version);
  assert.equal(found.sharp, manifest.dependencies.sharp);
  assert.equal(found.node, process.versions.node);
});

test("a package is looked for in all folders above, and may be absent", () => {
  assert.equal(installedVersion(join(root, "src", "cli"), "typescript")?.split(".").length, 3);
  assert.equal(installedVersion(root, "no-such-package"), undefined);
});

test("the line names what is missing", () => {
  const line = versionLine({ tsvision: "1.0.0", node: "20.20.2", engine: undefined, sharp: "1" });
  assert.equal(line, "tsvision 1.0.0, node 20.20.2, onnxruntime-node not installed, sharp 1");
});
