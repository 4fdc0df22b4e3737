import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { loadClassifier } from "../../src/cli/load-classifier.ts";

test("errors say where a classifier comes from", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "load-classifier-"));
  writeFileSync(join(cwd, "text.safetensors"), "not a classifier");
  const absent = loadClassifier("gone.safetensors", cwd);
  await assert.rejects(absent, { code: "NOT_FOUND", message: /run `tsvision train` first, or/ });
  const other = loadClassifier("text.safetensors", cwd);
  await assert.rejects(other, /pass one that `tsvision train` wrote with --weights$/);
  rmSync(cwd, { recursive: true });
});
