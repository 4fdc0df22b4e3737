import assert from "node:assert/strict";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fixture } from "../support/paths.ts";
import { makeClassifier } from "./make-classifier.ts";
import { runTool } from "./run-tool.ts";

const cwd = mkdtempSync(join(tmpdir(), "merge-"));
const inputs = ["b.png", "gone.png", "c.png", "a.png", "d.png"];
before(async () => {
  for (const name of ["a.png", "b.png", "c.png", "d.png"])
    copyFileSync(fixture("photos", "coffee.png"), join(cwd, name));
  await makeClassifier().save(join(cwd, "classifier.safetensors"));
  await makeClassifier({ seed: 1 }).save(join(cwd, "other"));
  await makeClassifier({ interpolation: "nearest" }).save(join(cwd, "nearest"));
  for (const part of ["1/3", "2/3", "3/3"]) await write(part);
});
after(() => rmSync(cwd, { recursive: true }));

const run = (...argv: string[]) => runTool(argv, { cwd });
const write = (part: string, ...argv: string[]) =>
  run("classify", ...inputs, "--batch", "1", "-o", "all.jsonl", "--shard", part, ...argv);
const text = (name: string) => readFileSync(join(cwd, name), "utf8");
const parts = ["all.3-of-3.jsonl", "all.1-of-3.jsonl", "all.2-of-3.jsonl"];

describe("classify --shard", () => {
  test("leaves a finished part as it is, and tells of its failures again", async () => {
    const before = statSync(join(cwd, parts[1]!)).mtimeMs;
    const { code, stdout, stderr } = await write("1/3");
    assert.deepEqual([code, stdout], [0, ""]);
    assert.equal(stderr, "all.1-of-3.jsonl: is there already, 1 rows, 0 failed\n");
    assert.equal(statSync(join(cwd, parts[1]!)).mtimeMs, before);
    assert.equal((await write("2/3")).code, 1);
  });

  test("refuses a part of another job, and replaces it with --force", async () => {
    const old = text(parts[1]!);
    const other = await write("1/3", "-w", "other");
    assert.equal(other.code, 2);
    assert.match(other.stderr, /a part of another one: the classifier differ/);
    assert.equal(text(parts[1]!), old);
    assert.equal((await write("1/3", "-w", "other", "--force")).code, 0);
    assert.notEqual(text(parts[1]!), old);
    assert.match((await run("merge", ...parts, "-o", "x")).stderr, /got "the classifier differ"/);
    await write("1/3", "--force");
    assert.equal(text(parts[1]!), old);
  });

  test("leaves no temporary files", () => {
    assert.deepEqual(
      readdirSync(cwd).filter((name) => name.endsWith(".tmp")),
      [],
    );
  });
});

describe("merge", () => {
  test("gives the bytes of a run on one machine, in any order of the parts", async () => {
    await run("classify", ...inputs, "--batch", "1", "-o", "one.jsonl");
    const { code, stdout } = await run("merge", ...parts, "-o", "all.jsonl");
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), { out: "all.jsonl", parts: 3, rows: 5, failed: 1 });
    assert.equal(text("all.jsonl"), text("one.jsonl"));
    assert.equal((await run("merge", "all.*-of-3.jsonl", "-o", "glob.jsonl")).code, 0);
    assert.equal(text("glob.jsonl"), text("one.jsonl"));
  });

  test("is not replaced without --force", async () => {
    assert.match((await run("merge", ...parts, "-o", "all.jsonl")).stderr, /pass --force/);
  });

  const refuse = async (says: RegExp, ...names: string[]) => {
    const { code, stdout, stderr } = await run("merge", ...names, "-o", "no.jsonl");
    assert.match(stderr, says);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.deepEqual(
      readdirSync(cwd).filter((name) => name === "no.jsonl" || name.endsWith(".tmp")),
      [],
    );
  };

  test("refuses missing, doubled and foreign parts", async () => {
    await refuse(/expected all 3 parts of its job, got "no part 2, 3"/, parts[1]!);
    copyFileSync(join(cwd, parts[0]!), join(cwd, "copy"));
    await refuse(/expected each part once/, ...parts, "copy");
    await refuse(/expected a part that/, ...parts, "classifier.safetensors");
    await refuse(/gone/, "gone");
  });

  test("refuses parts of another preparation, another --top, other inputs and another number", async () => {
    const whole = new Map(parts.map((name) => [name, text(name)]));
    const again = async (says: RegExp, ...argv: string[]) => {
      const { code, stderr } = await run(...argv, "--shard", "1/3", "--force");
      assert.ok(code < 2, stderr); // 1: a picture is missing
      await refuse(says, ...parts);
      writeFileSync(join(cwd, parts[1]!), whole.get(parts[1]!)!);
    };
    const all = ["classify", ...inputs, "--batch", "1", "-o", "all.jsonl"];
    const nearest = [...all, "-w", "nearest"];
    await again(/got "how pictures are prepared differ"/, ...nearest);
    await again(/got "--top differ"/, ...all, "--top", "2");
    await again(/got "how pictures are prepared, --top differ"/, ...nearest, "--top", "2");
    const others = ["classify", ...inputs.slice(0, 4), "gone2.png", "-o", "all.jsonl"];
    await again(/got "the list of inputs differ"/, ...others);
    await again(/got "the number of inputs, the list of inputs differ"/, ...all, "gone2.png");
    await run(...all, "--shard", "1/2");
    await refuse(/got "the number of parts differ"/, "all.1-of-2.jsonl", ...parts.slice(0, 1));
    const { code } = await run("merge", ...parts, "-o", "still.jsonl");
    assert.equal(code, 0);
    assert.equal(text("still.jsonl"), text("one.jsonl"));
  });

  test("refuses a part that was cut at any line or changed in any row", async () => {
    const [last, ...others] = parts as [string, ...string[]];
    const good = text(last);
    const path = join(cwd, "changed");
    const tries = [
      good.slice(0, -1),
      good.slice(0, good.length / 2),
      good.slice(good.indexOf("\n") + 1),
    ];
    tries.push(good.replace("a.png", "e.png"), good.replace("0.", "1."), `${good}\n`, "");
    for (const changed of tries) {
      assert.notEqual(changed, good);
      writeFileSync(path, changed);
      await refuse(/changed: expected (a part that|the rows that)/, ...others, "changed");
    }
  });
});
