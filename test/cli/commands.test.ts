import assert from "node:assert/strict";
import { test } from "node:test";
import { commands } from "../../src/cli/commands.ts";
import { runProgram } from "../../src/cli/program.ts";
import { fakeContext } from "./fake-context.ts";

test("names are unique, each command has a sentence and examples that call it", () => {
  assert.equal(new Set(commands.map(({ name }) => name)).size, commands.length);
  for (const { name, summary, examples } of commands) {
    assert.match(summary, /^[A-Z].*\.$/, name);
    assert.ok(examples.length >= 2, name);
    for (const [call] of examples) assert.ok(call.startsWith(`tsvision ${name}`), call);
  }
});

test("each command shows its help", async () => {
  for (const { name, summary } of commands) {
    const { context, stdout } = fakeContext();
    assert.equal(await runProgram([name, "--help"], commands, context), 0);
    assert.ok(stdout.text.replace(/\s+/g, " ").includes(summary));
  }
});
