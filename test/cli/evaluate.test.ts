import assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fixture } from "../support/paths.ts";
import { runTool, tiny } from "./run-tool.ts";

let cwd = "";
before(async () => {
  cwd = mkdtempSync(join(tmpdir(), "evaluate-"));
  cpSync(fixture("folder"), join(cwd, "photos"), { recursive: true });
  const { code, stderr } = await runTool(["train", "photos", ...tiny], { cwd });
  assert.equal(code, 0, stderr);
  writeFileSync(join(cwd, "photos", "bag", "broken.png"), "no picture");
});
after(() => rmSync(cwd, { recursive: true }));

const evaluate = (...argv: string[]) => runTool(["evaluate", ...argv], { cwd });

describe("evaluate", () => {
  test("agrees with what classify says of each file", async () => {
    const { code, stdout, stderr } = await evaluate("photos", "--json");
    assert.equal(code, 1);
    const [result] = JSON.parse(stdout);
    const { stdout: lines } = await runTool(["classify", "photos"], { cwd });
    const rows = lines
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const good = rows.filter(({ error }) => error === null);
    const truth = (file: string) => file.split("/")[1];
    const right = good.filter(({ file, class: name }) => truth(file) === name);
    const near = good.filter(({ file, top }) =>
      top.some((one: { class: string }) => one.class === truth(file)),
    );
    assert.equal(result.images, good.length);
    assert.equal(result.failed, 1);
    assert.equal(result.top1, right.length / good.length);
    assert.equal(result.top5, near.length / good.length);
    assert.equal(result.errors[0].file, join("photos", "bag", "broken.png"));
    assert.match(stderr, /bag.broken\.png: /);
    for (const { index, images, recall } of result.classes) {
      assert.equal(
        images,
        result.confusion[index].reduce((a: number, b: number) => a + b),
      );
      assert.equal(recall, result.confusion[index][index] / images);
    }
  });

  test("prints a table and CSV", async () => {
    const table = (await evaluate("photos", "--format", "table", "--quiet")).stdout;
    assert.match(table, /^images +\d+, and 1 that failed\ntop-1 +\d+\.\d\d %\n/);
    assert.match(table, /\ntrue \\ predicted +0 +1/);
    const csv = (await evaluate("photos", "--csv", "--quiet")).stdout.trimEnd().split("\n");
    assert.match(csv[0]!, /^class,index,images,precision,recall,top5,0 /);
    assert.equal(csv.length, 1 + 10 + 1);
    assert.match(csv.at(-1)!, /^\(all\),,\d+,,[\d.]+,[\d.]+,/);
  });

  test("writes a page, which is not replaced without --force", async () => {
    assert.equal((await evaluate("photos", "--report", "page.html")).code, 1);
    const page = readFileSync(join(cwd, "page.html"), "utf8");
    for (const part of ["Top-1 accuracy", "Confusion matrix", "<figure"])
      assert.ok(page.includes(part));
    const again = await evaluate("photos", "--report", "page.html");
    assert.deepEqual([again.code, again.stdout], [2, ""]);
  });

  test("names folders that are no class, and prints no result", async () => {
    renameSync(join(cwd, "photos", "bag"), join(cwd, "photos", "purse"));
    const { code, stdout, stderr } = await evaluate("photos", "--report", "other.html");
    renameSync(join(cwd, "photos", "purse"), join(cwd, "photos", "bag"));
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /classifier's 10 classes, got purse \(nearest: /);
    assert.ok(!existsSync(join(cwd, "other.html")));
  });
});
