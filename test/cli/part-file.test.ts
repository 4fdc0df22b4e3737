import assert from "node:assert/strict";
import { test } from "node:test";
import { hashInputs, jobDifferences, parseFooter, partBytes } from "../../src/cli/part-file.ts";

const hash = "0123456789abcdef".repeat(4);
const job = { top: 5, inputs: 2, inputsSha256: hash, modelSha256: hash, pipelineSha256: hash };

async function footerLine(): Promise<string> {
  async function* lines() {
    yield { line: '{"file":"a"}', isFailed: false };
    yield { line: '{"file":"b"}', isFailed: true };
  }
  let text = "";
  for await (const bytes of partBytes(lines(), { part: 1, of: 1 }, job)) text += bytes.toString();
  return text.trimEnd().split("\n")[2]!;
}

test("a footer counts its rows and is read back", async () => {
  const line = await footerLine();
  const footer = parseFooter(line)!;
  assert.deepEqual([footer.part, footer.of, footer.rows, footer.failed], [1, 1, 2, 1]);
  assert.deepEqual(jobDifferences(footer, job), []);
  for (const [from, to] of [
    ['"rows":2', '"rows":"2"'],
    ['"part":1', '"part":2'],
    [hash, "no digest"],
    ["part 1", "part 2"],
    ["}", ""],
  ] as const)
    assert.equal(parseFooter(line.replace(from, to)), undefined, to);
});

test("jobs differ by what is in them", () => {
  assert.deepEqual(jobDifferences(job, { ...job, top: 1, modelSha256: "" }), [
    "the classifier",
    "--top",
  ]);
  assert.notEqual(hashInputs(["a", "b"]), hashInputs(["b", "a"]));
  assert.notEqual(hashInputs(["a\nb"]), hashInputs(["a", "b"]));
});
