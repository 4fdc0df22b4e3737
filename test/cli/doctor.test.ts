import assert from "node:assert/strict";
import { test } from "node:test";
import pico from "picocolors";
import { doctor, formatFindings } from "../../src/cli/doctor.ts";
import { fakeContext } from "./fake-context.ts";

const plain = pico.createColors(false);

test("prints a line a part, results on stdout only", async () => {
  const { context, stdout, stderr } = fakeContext();
  const code = await doctor.run({ args: [], flags: {}, context });
  assert.equal(code, 0, stdout.text);
  assert.equal(stderr.text, "");
  for (const check of ["system", "node", "memory", "image codec", "tensor engine", "self-test"])
    assert.match(stdout.text, new RegExp(`^\\w+ +${check} `, "m"));
});

test("--json is one object for programs", async () => {
  const { context, stdout } = fakeContext();
  await doctor.run({ args: [], flags: { json: true }, context });
  const { good, versions, findings } = JSON.parse(stdout.text);
  assert.equal(good, true);
  assert.equal(versions.node, process.versions.node);
  assert.ok(findings.every(({ status }: { status: string }) => /^(good|info)$/.test(status)));
});

test("what is bad comes with its hint, and no byte that a terminal would obey", () => {
  const text = formatFindings(
    [
      { check: "engine", status: "bad", found: "no\x1b[2Jfile", hint: "install it" },
      { check: "node", status: "good", found: "20" },
    ],
    plain,
  );
  const [, ...lines] = text.split("\n");
  assert.deepEqual(lines, [
    "bad   engine  no\\x1b[2Jfile",
    "              install it",
    "good  node    20",
    "",
  ]);
});
