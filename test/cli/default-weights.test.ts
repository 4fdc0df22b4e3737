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
    assert.equal(before.code, 0);
    assert.match(
      before.stderr,
      /using the classifier that comes along; it knows ten kinds of clothing/,
    );
    assert.equal((await runTool(["train", fixture("folder"), ...tiny], { cwd })).code, 0);
    const after = await runTool(["classify", image], { cwd });
    assert.equal(after.code, 0);
    assert.doesNotMatch(after.stderr, /comes along/);
  } finally {
    rmSync(cwd, { recursive: true });
  }
});
