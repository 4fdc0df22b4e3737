import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { WebDataset } from "../../src/datasets/index.ts";
import { fixture } from "../support/paths.ts";
import { runTool } from "./run-tool.ts";

describe("tsvision shard", () => {
  let cwd = "";
  before(() => {
    cwd = mkdtempSync(join(tmpdir(), "shard-"));
  });
  after(() => rmSync(cwd, { recursive: true }));
  const run = (...argv: string[]) => runTool(["shard", fixture("folder"), ...argv], { cwd });

  test("writes shards and an index, and says what", async () => {
    const { code, stdout, stderr } = await run("--size", "40KB", "--shuffle", "--seed", "2");
    assert.equal(code, 0, stderr);
    const row = JSON.parse(stdout);
    const data = await WebDataset.open(join(cwd, "shards", "index.json"));
    assert.deepEqual(
      [row.out, row.images, row.shards, row.classes],
      ["shards", data.length, data.urls.length, 10],
    );
    assert.deepEqual(
      [row.first, readdirSync(join(cwd, "shards")).length],
      ["data-0000.tar", row.shards + 1],
    );
    assert.equal(stderr, "");
  });

  test("replaces shards only when told to, and nothing else ever", async () => {
    const again = await run();
    assert.equal(again.code, 2);
    assert.match(again.stderr, /pass --force to replace older shards/);
    assert.equal((await run("--force", "--pattern", "x-%d.tar", "--csv")).code, 0);
    assert.deepEqual(readdirSync(join(cwd, "shards")), ["index.json", "x-0.tar"]);
    writeFileSync(join(cwd, "shards", "mine.txt"), "");
    assert.equal((await run("--force")).code, 2);
    for (const bad of [
      ["--size", "big"],
      ["--seed", "x"],
      ["--pattern", "a.tar"],
      ["--sise", "1"],
    ])
      assert.equal((await run("-o", "other", ...bad)).code, 2, bad.join(" "));
    assert.deepEqual(readdirSync(cwd), ["shards"]);
  });
});
