import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { writePart } from "../../src/cli/classify-part.ts";
import { rowShape } from "../../src/cli/classify-rows.ts";
import { runNode } from "../support/run-node.ts";
import { makeClassifier } from "./make-classifier.ts";

const cwd = mkdtempSync(join(tmpdir(), "classify-part-"));
after(() => rmSync(cwd, { recursive: true }));

const files = ["a", "b", "c", "d"];
const task = {
  choice: { part: 2, of: 2 },
  classifier: makeClassifier(),
  files,
  top: 1,
  out: "all.jsonl",
  cwd,
  force: false,
};

function write(most: number, changes: object = {}) {
  const { signal } = new AbortController();
  const asked: string[] = [];
  const result = writePart({ ...task, signal, ...changes }, rowShape("jsonl", 1), (own) => {
    asked.push(...own);
    return (async function* () {
      for (const file of own.slice(0, most)) yield { file, candidates: [], error: "bad" };
    })();
  });
  return result.then((part) => ({ ...part, asked }));
}

test("a part that was stopped leaves nothing; one that is there is not computed again", async () => {
  await assert.rejects(write(1), /all\.2-of-2\.jsonl to be finished, got "a stop"/);
  await assert.rejects(write(2, { signal: AbortSignal.abort() }), /a stop/);
  assert.deepEqual(readdirSync(cwd), []);
  const part = { file: "all.2-of-2.jsonl", rows: 2, failed: 2 };
  assert.deepEqual(await write(2), { ...part, wasThere: false, asked: ["c", "d"] });
  assert.deepEqual(await write(2), { ...part, wasThere: true, asked: [] });
  await assert.rejects(write(2, { files: [...files, "e"] }), /the number of inputs, the list/);
});

test("what a killed run left is cleared away", async () => {
  const module = JSON.stringify(new URL("../../src/io/index.js", import.meta.url).href);
  const program = `
    import { writeFileAtomic } from ${module};
    async function* rows() {
      yield new Uint8Array(1000);
      process.kill(process.pid, "SIGKILL");
      await new Promise(() => {});
    }
    await writeFileAtomic("all.1-of-2.jsonl", rows());`;
  await runNode(["--input-type=module", "-e", program], { cwd });
  assert.match(readdirSync(cwd).join(), /^\.tsvision-.*\.tmp,all\.2-of-2\.jsonl$/);
  await write(2, { force: true });
  assert.deepEqual(readdirSync(cwd), ["all.2-of-2.jsonl"]);
});

test("a folder that is not there is told before any work", async () => {
  await assert.rejects(write(2, { out: join("gone", "all.jsonl") }), /a folder to write into/);
});
