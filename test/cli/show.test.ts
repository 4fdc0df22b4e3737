import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { readImage } from "../../src/io/index.ts";
import { fixture } from "../support/paths.ts";
import { runTool } from "./run-tool.ts";

const photo = fixture("photos", "chelsea.png");

describe("tsvision show", () => {
  let cwd = "";
  before(() => {
    cwd = mkdtempSync(join(tmpdir(), "show-"));
    const steps = [
      { name: "RandomResizedCrop", options: { size: 64 } },
      { name: "SanitizeBoundingBoxes" },
    ];
    writeFileSync(join(cwd, "boxed.json"), JSON.stringify(steps));
    writeFileSync(join(cwd, "p.json"), JSON.stringify([steps[0], { name: "ToTensor" }]));
    writeFileSync(join(cwd, "boxes.json"), '{"boxes": [[60, 40, 330, 260]], "labels": ["face"]}');
    writeFileSync(join(cwd, "bad.json"), '[{ "name": "RandomResizeCrop" }]');
    writeFileSync(join(cwd, "broken.json"), '[{ "name": }]');
  });
  after(() => rmSync(cwd, { recursive: true }));
  const run = (...argv: string[]) => runTool(["show", ...argv], { cwd });

  test("writes the image and eight draws, the same for the same seed", async () => {
    const { code, stdout, stderr } = await run(photo, "--transform", "p.json");
    assert.equal(code, 0, stderr);
    const row = JSON.parse(stdout);
    const sheet = await readImage(join(cwd, "sheet.png"));
    const { width, height } = sheet;
    const bytes = statSync(join(cwd, "sheet.png")).size;
    assert.deepEqual(row, { out: "sheet.png", pictures: 9, width, height, bytes });
    assert.equal((await run(photo, "-t", "p.json", "-o", "again.png")).code, 0);
    assert.deepEqual((await readImage(join(cwd, "again.png"))).data, sheet.data);
    assert.equal((await run(photo, "-t", "p.json", "-o", "other.png", "--seed", "1")).code, 0);
    assert.notDeepEqual((await readImage(join(cwd, "other.png"))).data, sheet.data);
  });

  test("takes boxes, draws, columns, cell size and grey", async () => {
    const few = ["--draws", "3", "--columns", "4", "--cell", "100", "--gray", "--csv"];
    const { code, stdout, stderr } = await run(
      photo,
      "-t",
      "boxed.json",
      "--boxes",
      "boxes.json",
      "-o",
      "few.png",
      ...few,
    );
    assert.equal(code, 0, stderr);
    const [heading, row] = stdout.split("\n");
    assert.equal(heading, "out,pictures,width,height,bytes");
    assert.match(row!, /^few.png,4,425,\d+,\d+$/);
    const { data } = await readImage(join(cwd, "few.png"));
    const red = data.filter((value, i) => i % 3 === 0 && value === 255 && data[i + 1] === 0);
    assert.ok(red.length > 500, "the boxes' red is there");
  });

  test("says what is wrong, writes nothing, and replaces a file with --force only", async () => {
    writeFileSync(join(cwd, "mine.png"), "mine");
    const files = readdirSync(cwd);
    const cases: [string[], RegExp][] = [
      [
        [photo, "-t", "bad.json"],
        /bad.json, \[0\]: .*got "RandomResizeCrop"; did you mean RandomResizedCrop\?/,
      ],
      [[photo, "-t", "broken.json"], /broken.json, line 1, column 12: expected JSON/],
      [[photo, "-t", "gone.json"], /gone.json: expected a file that can be read/],
      [["gone.png", "-t", "p.json"], /gone.png: expected a file that can be read/],
      [["p.json", "-t", "p.json"], /p.json/],
      [[photo], /required option '-t, --transform <file>' not specified/],
      [[photo, "-t", "boxed.json"], /this pipeline needs boxes: pass some with --boxes/],
      [
        [photo, "-t", "p.json", "--boxes", "p.json"],
        /p.json, boxes\[0\]: expected a list of numbers/,
      ],
      [[photo, "-t", "p.json", "--draws", "0"], /It must be a whole number of at least 1/],
      [[photo, "-t", "p.json", "--draws", "100000"], /fewer draws, or a smaller --cell/],
    ];
    for (const [argv, message] of cases) {
      const { code, stderr } = await run(...argv, "-o", "new.png");
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
    }
    const refused = await run(photo, "-t", "p.json", "-o", "mine.png");
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /pass --force to replace it/);
    assert.deepEqual(readdirSync(cwd), files);
    assert.equal(
      (await run(photo, "-t", "p.json", "-o", "mine.png", "-f", "--draws", "1")).code,
      0,
    );
    assert.equal((await readImage(join(cwd, "mine.png"))).channels, 3);
  });
});
