import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fixture } from "../support/paths.ts";
import { makeClassifier } from "./make-classifier.ts";

const main = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "src", "cli", "main.js");
const count = 150;

let cwd = "";
before(async () => {
  cwd = mkdtempSync(join(tmpdir(), "main-"));
  mkdirSync(join(cwd, "photos"));
  const source = join(cwd, "photo.png");
  copyFileSync(fixture("photos", "coffee.png"), source);
  for (let i = 0; i < count; i++) linkSync(source, join(cwd, "photos", `${i}.png`));
  await makeClassifier().save(join(cwd, "classifier.safetensors"));
});
after(() => rmSync(cwd, { recursive: true }));

function start(...argv: string[]) {
  const child = spawn(process.execPath, [main, ...argv], { cwd });
  let stderr = "";
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  return { child, ended: once(child, "close").then(([code]) => ({ code, stderr })) };
}

const call = ["classify", "photos", "--batch", "1", "-q", "-o"];

describe("a run that was stopped", () => {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGKILL", null],
  ] as const)
    test(`by ${signal} goes on with --resume: one row for each input`, async () => {
      const path = join(cwd, `${signal}.jsonl`);
      const { child, ended } = start(...call, path);
      while ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) await wait(5);
      child.kill(signal);
      assert.equal((await ended).code, code);
      const rows = () => readFileSync(path, "utf8").split("\n").length - 1;
      assert.ok(rows() < count, "it was too fast to be stopped");
      assert.deepEqual(await start(...call, path, "--resume").ended, { code: 0, stderr: "" });
      const files = readFileSync(path, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).file);
      assert.deepEqual([files.length, new Set(files).size], [count, count]);
    });
});

test("results that nobody reads any more end the program quietly, in whole lines", async () => {
  const { child, ended } = start("classify", "photos", "--batch", "1", "-q");
  const [first] = await once(child.stdout, "data");
  child.stdout.destroy();
  assert.deepEqual(await ended, { code: 0, stderr: "" });
  assert.match(String(first), /^(\{.*\}\n)+$/);
});
