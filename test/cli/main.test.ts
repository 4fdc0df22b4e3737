import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
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

const call = ["classify", "photos", "--batch", "8", "-q", "-o"];

describe("a run that was stopped", () => {
  const whole = new Map<string, Buffer>();
  before(async () => {
    for (const ext of ["jsonl", "csv"]) {
      const path = join(cwd, `whole.${ext}`);
      assert.deepEqual(await start(...call, path).ended, { code: 0, stderr: "" });
      whole.set(ext, readFileSync(path));
    }
  });
  for (const [signal, code, ext] of [
    ["SIGINT", 130, "jsonl"],
    ["SIGKILL", null, "jsonl"],
    ["SIGKILL", null, "csv"],
  ] as const)
    test(`by ${signal} goes on with --resume: the ${ext} of a run that was not`, async () => {
      const path = join(cwd, `${signal}.${ext}`);
      const { child, ended } = start(...call, path);
      while ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) await wait(5);
      child.kill(signal);
      assert.equal((await ended).code, code);
      assert.ok(statSync(path).size < whole.get(ext)!.length, "it was too fast to be stopped");
      assert.deepEqual(await start(...call, path, "--resume").ended, { code: 0, stderr: "" });
      assert.deepEqual(readFileSync(path), whole.get(ext));
    });

  test("by SIGKILL while it writes a part leaves no part, and is done by another run", async () => {
    const folder = join(cwd, "parts");
    mkdirSync(folder);
    const own = [...call, join("parts", "all.jsonl"), "--shard", "1/1"];
    const { child, ended } = start(...own);
    while (readdirSync(folder).length === 0) await wait(5);
    await wait(50); // some rows are written
    child.kill("SIGKILL");
    assert.equal((await ended).code, null);
    assert.match(readdirSync(folder).join(), /^\.tsvision-[^,]*\.tmp$/);
    assert.deepEqual(await start(...own).ended, { code: 0, stderr: "" });
    const merge = start("merge", "parts/all.*-of-*.jsonl", "-o", "merged.jsonl", "-q");
    assert.equal((await merge.ended).code, 0);
    assert.deepEqual(readFileSync(join(cwd, "merged.jsonl")), whole.get("jsonl"));
  });
});

test("results that nobody reads any more end the program quietly, in whole lines", async () => {
  const { child, ended } = start("classify", "photos", "--batch", "1", "-q");
  const [first] = await once(child.stdout, "data");
  child.stdout.destroy();
  assert.deepEqual(await ended, { code: 0, stderr: "" });
  assert.match(String(first), /^(\{.*\}\n)+$/);
});
