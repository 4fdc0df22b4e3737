import assert from "node:assert/strict";
import { test } from "node:test";
import { countResults } from "../../src/cli/count-results.ts";
import { FakeOutput } from "./fake-context.ts";

async function* results(count: number) {
  for (let i = 0; i < count; i++)
    yield { file: `${i}`, candidates: [], ...(i === 1 ? { error: "bad" } : {}) };
}

async function count(quiet: boolean): Promise<{ files: string[]; text: string }> {
  const stream = new FakeOutput();
  const before = { count: 7, failed: 2 };
  const files: string[] = [];
  const options = { label: "work", total: 10, before, stream, quiet };
  for await (const { file } of countResults(results(3), options)) files.push(file);
  return { files, text: stream.text };
}

test("passes all on and counts, with what was there before", async () => {
  const { files, text } = await count(false);
  assert.deepEqual(files, ["0", "1", "2"]);
  assert.match(text, /(^|\n)work: 10\/10 \(100 %\).*, 3 failed\n$/);
  assert.equal((await count(true)).text, "");
});
