import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { readPipeline } from "../../src/cli/pipeline-file.ts";
import { Compose, RandomApply, RandomHorizontalFlip, Resize } from "../../src/transforms/index.ts";

describe("readPipeline", () => {
  const cwd = mkdtempSync(join(tmpdir(), "pipeline-"));
  after(() => rmSync(cwd, { recursive: true }));
  const read = (content: unknown) => {
    writeFileSync(join(cwd, "p.json"), JSON.stringify(content));
    return readPipeline("p.json", cwd);
  };

  const pipeline = new Compose([
    new Resize(32),
    new RandomApply([new RandomHorizontalFlip({ p: 1 })], { p: 0.3 }),
  ]);

  test("reads what toJSON gives, and a list of steps", async () => {
    assert.deepEqual((await read(pipeline)).transform, pipeline);
    const { transform, json } = await read(pipeline.toJSON().options["transforms"]);
    assert.deepEqual(transform, pipeline);
    assert.deepEqual(json, pipeline.toJSON());
    assert.deepEqual((await read(new Resize(9))).transform, new Resize(9));
  });

  test("options may be absent", async () => {
    const { transform } = await read([{ name: "RandomHorizontalFlip" }]);
    assert.deepEqual(transform, new Compose([new RandomHorizontalFlip()]));
  });

  test("names the file, the place and the nearest transform", async () => {
    const flip = { name: "RandomHorizontalFlip" };
    const inner = (step: unknown) => [
      flip,
      { name: "RandomApply", options: { transforms: [step] } },
    ];
    const cases: [unknown, RegExp][] = [
      [
        [flip, { name: "RandomHorizntalFlip" }],
        /p.json, \[1\]: .*got "RandomHorizntalFlip"; did you mean RandomHorizontalFlip\?/,
      ],
      [inner({ name: "resise" }), /p.json, \[1\].transforms\[0\]: .*did you mean Resize\?/],
      [
        { name: "Compose", options: { transforms: [{ name: "crop" }] } },
        /p.json, transforms\[0\]: /,
      ],
      [
        inner({ name: "Resize", options: { size: -1 } }),
        /^Resize: p.json, \[1\].transforms\[0\]: .*got -1/,
      ],
      [
        [{ name: "Resize", options: { size: 8, siez: 9 } }],
        /p.json, \[0\]: expected options that it has, got "siez"/,
      ],
      [
        [{ name: "Resize", option: {} }],
        /p.json, \[0\]: expected the keys "name" and "options", got "option"/,
      ],
      [[{ name: "Resize", options: [8] }], /p.json, \[0\]: expected options as an object/],
      [["Resize"], /p.json, \[0\]: expected a transform as \{ name, options \}, got "Resize"/],
      [7, /p.json: expected a transform as/],
      [{ name: "toString" }, /the name of a transform, got "toString"/],
    ];
    for (const [content, message] of cases)
      await assert.rejects(read(content), { code: "INVALID_FILE", message });
  });
});
