import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { fixture } from "../support/paths.ts";
import { runTool } from "./run-tool.ts";

const build = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const main = join(build, "src", "cli", "main.js");
const flags = "train two --size 28 --gray --batch 5 --epochs 24 --seed 5".split(" ");

let cwd = "";
const train = (...more: string[]) => runTool([...flags, ...more], { cwd });
before(async () => {
  cwd = mkdtempSync(join(tmpdir(), "fit-"));
  for (const name of ["bag", "coat"])
    cpSync(fixture("folder", name), join(cwd, "two", name), { recursive: true });
  const { code, stderr } = await train("--out", "straight");
  assert.equal(code, 0, stderr);
});
after(() => rmSync(cwd, { recursive: true }));

const checkpoints = (out: string) => readdirSync(join(cwd, `${out}.checkpoints`));

// Stops a run of its own process as soon as it has printed its second epoch.
async function stopped(out: string, signal: NodeJS.Signals) {
  const child = spawn(process.execPath, [main, ...flags, "--out", out], { cwd });
  let stderr = "";
  let stdout = "";
  child.stdout.on("data", (data) => {
    stdout += data;
  });
  child.stderr.on("data", (data) => {
    stderr += data;
    if (!child.killed && /^epoch 2\/24: loss/m.test(stderr)) child.kill(signal);
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}

describe("a run that is stopped", () => {
  for (const [signal, exit] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)
    test(`${signal}: exits with ${exit}, and --resume ends as a straight run`, async () => {
      const { code, stdout, stderr } = await stopped(signal, signal);
      assert.equal(code, exit, stderr);
      assert.equal(stdout, "");
      assert.doesNotMatch(stderr, /^epoch 24\/24/m, "it ended before it was stopped");
      assert.match(stderr, /a stop after step \d+; go on with the same command and --resume\n$/);
      assert.equal(readdirSync(cwd).includes(signal), false);
      assert.ok(checkpoints(signal).length > 0);
      const resumed = await train("--out", signal, "--resume");
      assert.equal(resumed.code, 0, resumed.stderr);
      assert.doesNotMatch(resumed.stderr, /^epoch 1\/24/m);
      assert.deepEqual(readFileSync(join(cwd, signal)), readFileSync(join(cwd, "straight")));
      assert.equal(readdirSync(cwd).includes(`${signal}.checkpoints`), false);
    });

  test("is not started anew by mistake: --resume or --force must say what to do", async () => {
    await stopped("left", "SIGTERM");
    const kept = checkpoints("left");
    const refused = await train("--out", "left");
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /continue that run with --resume, .* or pass --force to delete/);
    assert.deepEqual(checkpoints("left"), kept);
    const other = await train("--out", "left", "--resume", "--size", "32");
    assert.equal(other.code, 2);
    assert.match(other.stderr, /resume with the images and flags of the run that was stopped/);
    assert.deepEqual(checkpoints("left"), kept);
    const resumed = await train("--out", "left", "--resume", "--force");
    assert.equal(resumed.code, 0, resumed.stderr);
    assert.doesNotMatch(resumed.stderr, /^epoch 1\/24/m);
  });

  test("starts anew with --force", async () => {
    await stopped("anew", "SIGTERM");
    const { code, stderr } = await train("--out", "anew", "--force");
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^epoch 1\/24: loss/m);
    assert.equal(readdirSync(cwd).includes("anew.checkpoints"), false);
  });
});

test("--resume without checkpoints starts at the beginning", async () => {
  const { code, stderr } = await train("--out", "first", "--resume", "--epochs", "1");
  assert.equal(code, 0, stderr);
  assert.match(stderr, /^epoch 1\/1: loss/m);
});
