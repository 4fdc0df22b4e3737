import assert from "node:assert/strict";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { readAnswered } from "../../src/cli/answered.ts";
import { fixture } from "../support/paths.ts";
import { makeClassifier } from "./make-classifier.ts";
import { runTool } from "./run-tool.ts";

const cwd = mkdtempSync(join(tmpdir(), "answered-"));
const inputs = ["b.png", "gone.png", '=1+1,"\n.png', "a.png"];
before(async () => {
  for (const name of ["a.png", "b.png", '=1+1,"\n.png'])
    copyFileSync(fixture("photos", "coffee.png"), join(cwd, name));
  await makeClassifier().save(join(cwd, "classifier.safetensors"));
  await makeClassifier({ classes: ["x", "y", "z"] }).save(join(cwd, "other"));
});
after(() => rmSync(cwd, { recursive: true }));

const classify = (...argv: string[]) =>
  runTool(["classify", ...inputs, "--batch", "1", "--quiet", ...argv], { cwd });
const bytes = (name: string) => readFileSync(join(cwd, name));

describe("classify --out --resume", () => {
  for (const name of ["all.jsonl", "all.csv"])
    test(`${name}: cut anywhere and continued, it has the bytes of a whole run`, async () => {
      assert.deepEqual(await classify("--out", name), { code: 1, stdout: "", stderr: "" });
      const whole = bytes(name);
      const path = join(cwd, name);
      for (const share of [0, 0.05, 0.3, 0.5, 0.7, 0.9, 1]) {
        truncateSync(path, Math.floor(share * whole.length));
        assert.equal((await classify("--out", name, "--resume")).code, 1);
        assert.deepEqual(bytes(name), whole);
      }
    });

  test("starts where there is no file, and replaces none without --resume or --force", async () => {
    assert.equal((await classify("--out", "new.jsonl", "--resume")).code, 1);
    const { code, stderr } = await classify("--out", "new.jsonl");
    assert.equal(code, 2);
    assert.match(stderr, /--force to replace it/);
    assert.deepEqual(bytes("new.jsonl"), bytes("all.jsonl"));
  });

  const refused: [string, string[], RegExp][] = [
    ["another classifier's classes", ["-w", "other"], /rows of this classifier with 3 classes/],
    ["another --top", ["--top", "2"], /with 2 classes each/],
    ["another format", ["--csv"], /expected the heading file,class/],
  ];
  for (const [name, argv, says] of refused)
    test(`refuses ${name} and leaves the file alone`, async () => {
      const old = bytes("all.jsonl");
      const { code, stderr } = await classify("--out", "all.jsonl", "--resume", ...argv);
      assert.equal(code, 2);
      assert.match(stderr, says);
      assert.deepEqual(bytes("all.jsonl"), old);
    });

  test("refuses other inputs", async () => {
    const call = ["classify", "a.png", "--out", "all.jsonl", "--resume"];
    const { code, stderr } = await runTool(call, { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /one row for each input, got "a row too many, of b\.png"/);
  });

  test("refuses flags that do not go together", async () => {
    for (const [argv, says] of [
      [["--resume"], /expected --out beside --resume/],
      [["--out", "x.jsonl", "--format", "table"], /expected csv or jsonl for a file of --out/],
      [["--out", join("gone", "x.jsonl"), "--resume"], /a folder to write into/],
      [["--out", "x.jsonl", "--shard", "1/2", "--resume"], /expected --shard alone/],
    ] as const) {
      const { code, stderr } = await classify(...argv);
      assert.equal(code, 2, stderr);
      assert.match(stderr, says);
    }
    assert.ok(!existsSync(join(cwd, "x.jsonl")));
  });
});

describe("readAnswered", () => {
  const shape = { format: "jsonl", columns: ["file"], classes: ["a"], top: 1 } as const;
  const read = (text: string, batch = 1) => {
    writeFileSync(join(cwd, "rows"), text);
    return readAnswered(join(cwd, "rows"), ["f", "g", "f"], { ...shape, batch });
  };
  const failed = (file: string) => `${JSON.stringify({ file, top: null, error: "bad" })}\n`;

  test("counts an input as often as it was asked for", async () => {
    const { count, left, failed: bad, end } = await read(`${failed("f")}{"file":"g"`);
    assert.deepEqual([count, left, bad, end], [1, ["g", "f"], 1, failed("f").length]);
    await assert.rejects(read(failed("g") + failed("g")), /at byte \d+: .*a row too many, of g/);
  });

  test("takes the rows of a batch together, unless rows were removed by hand", async () => {
    const rows = (...names: string[]) => names.map(failed).join("");
    const shares = async (text: string) => {
      const { count, failed: bad, end, left } = await read(text, 2);
      return [count, bad, end, left];
    };
    assert.deepEqual(await shares(rows("f")), [0, 0, 0, ["f", "g", "f"]]);
    const [two, three] = [rows("f", "g"), rows("f", "g", "f")];
    assert.deepEqual(await shares(two), [2, 2, two.length, ["f"]]);
    assert.deepEqual(await shares(three), [3, 3, three.length, []]);
    assert.deepEqual(await shares(rows("g")), [1, 1, rows("g").length, ["f", "f"]]);
  });

  test("refuses lines that are no rows", async () => {
    for (const line of ["x\n", "null\n", "{}\n", '{"file":"f","error":null}\n'])
      await assert.rejects(read(failed("g") + line), /at byte \d+: expected a row of `classify`/);
  });
});
