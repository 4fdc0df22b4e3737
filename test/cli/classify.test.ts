import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fixture } from "../support/paths.ts";
import { runTool, tiny } from "./run-tool.ts";

const hostile = "<img src=x>.png";
const inputs = ["b.png", "gone.png", "cut.jpg", hostile, "page.jpg", "a.png"];
const isGood = [true, false, false, true, false, true];

let cwd = "";
before(async () => {
  cwd = mkdtempSync(join(tmpdir(), "classify-"));
  for (const name of ["a.png", "b.png", hostile])
    copyFileSync(fixture("photos", "coffee.png"), join(cwd, name));
  const jpeg = readFileSync(fixture("photos", "rocket.jpg"));
  writeFileSync(join(cwd, "cut.jpg"), jpeg.subarray(0, jpeg.length / 2));
  writeFileSync(join(cwd, "page.jpg"), "<!doctype html><title>Not found</title>");
  const { code, stderr } = await runTool(["train", fixture("folder"), ...tiny], { cwd });
  assert.equal(code, 0, stderr);
});
after(() => rmSync(cwd, { recursive: true }));

const classify = (...argv: string[]) => runTool(["classify", ...argv], { cwd });
const rowsOf = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("each input gets one row, in order", () => {
  test("also those that fail; then the code is 1", async () => {
    const { code, stdout, stderr } = await classify(...inputs);
    assert.equal(code, 1);
    const rows = rowsOf(stdout);
    assert.deepEqual(
      rows.map(({ file }) => file),
      inputs,
    );
    assert.deepEqual(
      rows.map(({ error }) => error === null),
      isGood,
    );
    for (const { error, top, probability } of rows) {
      assert.equal(top === null, error !== null);
      assert.equal(typeof probability, error === null ? "number" : "object");
    }
    assert.match(stderr, /^(classify: .*\n)*classify: 6\/6 \(100 %\).*, 3 failed\n$/);
  });

  test("the code is 0 when all are good", async () => {
    const { code, stdout } = await classify("a.png", "b.png");
    assert.equal(code, 0);
    assert.equal(rowsOf(stdout).length, 2);
  });

  // Matrix products of other shapes add in another order: the last bits may differ.
  // Matrix products of other shapes add in another order: the last bits may differ.
  test("whatever the batch size, with probabilities equal to 1e-6", async () => {
    const rows = async (batch: string) => {
      const { stdout } = await classify(...inputs, "--batch", batch);
      const shares = (stdout.match(/0\.\d+/g) ?? []).map(Number);
      return { shares, rest: stdout.replace(/0\.\d+/g, "share") };
    };
    const one = await rows("1");
    assert.equal(one.shares.length, 3 * 6);
    for (const batch of ["2", "7"]) {
      const { shares, rest } = await rows(batch);
      assert.equal(rest, one.rest);
      for (const [i, share] of shares.entries())
        assert.ok(Math.abs(share - one.shares[i]!) < 1e-6, `${share} and ${one.shares[i]}`);
    }
  });

  test("--top above the number of classes names all of them, likeliest first", async () => {
    const [row] = rowsOf((await classify("a.png", "--top", "99")).stdout);
    const shares: number[] = row.top.map(({ probability }: { probability: number }) => probability);
    assert.equal(shares.length, 10);
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => b - a),
    );
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share) - 1) < 1e-5);
  });
});

describe("formats", () => {
  test("json and jsonl hold the same rows", async () => {
    const lines = await classify(...inputs, "--format", "jsonl");
    const whole = await classify(...inputs, "--json");
    assert.deepEqual(JSON.parse(whole.stdout), rowsOf(lines.stdout));
  });

  test("csv holds the best classes in columns of their own, with all digits", async () => {
    const [row] = rowsOf((await classify("a.png", "--top", "2")).stdout);
    const { stdout } = await classify("a.png", "gone.png", "--top", "2", "--csv");
    const [head, first, second, end] = stdout.split("\n");
    assert.equal(head, "file,class,index,probability,class2,index2,probability2,error");
    const cells = row.top.flatMap((one: object) => Object.values(one));
    assert.equal(first, ["a.png", ...cells, ""].join(","));
    assert.match(second!, /^gone\.png,,,,,,,"?[^,]*gone/);
    assert.equal(end, "");
  });

  test("a terminal gets a table with a line a file", async () => {
    const [row] = rowsOf((await classify("a.png")).stdout);
    const { stdout } = await runTool(["classify", "a.png", "gone.png", "--top", "1"], {
      cwd,
      isTTY: true,
    });
    const [head, first, second, end] = stdout.split("\n");
    assert.match(head!, /^file +class +index +probability +error$/);
    const shown = ["a.png", row.class, String(row.index), row.probability.toFixed(4)];
    assert.deepEqual(first!.split(/ +/), shown);
    assert.match(second!, /^gone\.png .*ENOENT/);
    assert.equal(end, "");
  });

  test("--quiet keeps results only", async () => {
    const quiet = await classify("a.png", "--quiet");
    assert.equal(quiet.stderr, "");
    assert.equal(quiet.stdout, (await classify("a.png")).stdout);
  });
});

describe("--report", () => {
  test("shows every file, names as text, and is not replaced without --force", async () => {
    const call = [...inputs, "--report", "page.html"];
    assert.equal((await classify(...call)).code, 1);
    const page = readFileSync(join(cwd, "page.html"), "utf8");
    assert.equal(page.match(/<figure/g)?.length, inputs.length);
    assert.ok(page.includes("&lt;img src=x&gt;.png"));
    assert.ok(!page.includes("<img src=x>"));
    writeFileSync(join(cwd, "page.html"), "precious");
    const refused = await classify(...call);
    assert.deepEqual([refused.code, refused.stdout], [2, ""]);
    assert.match(refused.stderr, /--force to replace it/);
    assert.equal(readFileSync(join(cwd, "page.html"), "utf8"), "precious");
    assert.equal((await classify(...call, "--force")).code, 1);
    assert.equal(readFileSync(join(cwd, "page.html"), "utf8"), page);
  });
});

describe("what can never work exits with 2 and prints no row", () => {
  const cases: [string, string[], RegExp][] = [
    ["no match", ["*.webp"], /expected image files.*got \["\*\.webp"\]/],
    ["no weights", ["a.png", "-w", "gone"], /gone: .*; run `tsvision train` first/],
    ["weights that are none", ["a.png", "-w", "a.png"], /a\.png.*; pass one that `tsvision train`/],
    ["no classes asked for", ["a.png", "--top", "0"], /whole number of at least 1/],
    ["an unknown format", ["a.png", "--format", "xml"], /expected one format of table, csv/],
    ["an unknown flag", ["a.png", "--wieghts", "x"], /Did you mean --weights\?/],
  ];
  for (const [name, argv, says] of cases)
    test(name, async () => {
      const { code, stdout, stderr } = await classify(...argv);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, says);
    });
});

test("help shows defaults and examples", async () => {
  const { code, stdout } = await classify("--help");
  assert.equal(code, 0);
  const text = stdout.replace(/\s+/g, " ");
  for (const part of [
    "(default: classifier.safetensors if it is there, else",
    "each image (default: 5)",
    "$ tsvision",
  ])
    assert.ok(text.includes(part), part);
});
