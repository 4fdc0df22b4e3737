import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fixture } from "../support/paths.ts";
import { runTool, tiny } from "./run-tool.ts";

test("train writes what classify reads, where neither is told a file", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "default-weights-"));
  try {
    const image = fixture("photos", "coffee.png");
    const before = await runTool(["classify", image], { cwd });
    assert.equal(before.code, 2);
    assert.equal(before.stdout, "");
    assert.match(
      before.stderr,
      /classifier\.safetensors: .*; run `tsvision train` first, or pass one .* with --weights\n$/,
    );
    assert.equal((await runTool(["train", fixture("folder"), ...tiny], { cwd })).code, 0);
    assert.equal((await runTool(["classify", image], { cwd })).code, 0);
  } finally {
    rmSync(cwd, { recursive: true });
  }
});
