import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { mergedBytes, orderParts } from "../../src/cli/merge-parts.ts";
import { hashInputs, partBytes } from "../../src/cli/part-file.ts";

const folder = mkdtempSync(join(tmpdir(), "merge-parts-"));
after(() => rmSync(folder, { recursive: true }));

// Parts that are whole, each with rows for the given files.
async function merge(inputs: readonly string[], parts: readonly (readonly string[])[]) {
  const hash = "0".repeat(64);
  const digests = { modelSha256: hash, pipelineSha256: hash, inputsSha256: hashInputs(inputs) };
  const paths = parts.map((_, i) => join(folder, `${i}`));
  for (const [i, files] of parts.entries()) {
    async function* lines() {
      for (const file of files) yield { line: JSON.stringify({ file }), isFailed: false };
    }
    const job = { top: 1, inputs: inputs.length, ...digests };
    const bytes: Uint8Array[] = [];
    for await (const piece of partBytes(lines(), { part: i + 1, of: parts.length }, job))
      bytes.push(piece);
    writeFileSync(paths[i]!, Buffer.concat(bytes));
  }
  const merged: Uint8Array[] = [];
  for await (const piece of mergedBytes(await orderParts(paths.reverse()))) merged.push(piece);
  return Buffer.concat(merged).toString();
}

test("rows come in the order of the inputs; a part may be empty", async () => {
  assert.equal(await merge(["a", "b"], [["a"], [], ["b"]]), '{"file":"a"}\n{"file":"b"}\n');
});

test("whole parts that do not answer each input exactly once are refused", async () => {
  for (const parts of [
    [["a"], ["a"]],
    [["a"], []],
    [["b"], ["a"]],
    [["a", "b"], ["b"]],
  ])
    await assert.rejects(merge(["a", "b"], parts), /expected one row for each of 2 inputs/);
});
