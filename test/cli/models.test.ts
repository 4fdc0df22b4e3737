import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { list } from "../../src/models/index.ts";
import { weightsTable } from "../../src/models/weights-table.ts";
import { runTool } from "./run-tool.ts";

const run = (argv: readonly string[], isTTY = false) =>
  runTool(["models", ...argv], { cwd: ".", isTTY });

describe("tsvision models", () => {
  test("lists every model and all its weights", async () => {
    const { code, stdout } = await run(["--json"]);
    assert.equal(code, 0);
    const rows = JSON.parse(stdout) as { model: string; weights: string | null }[];
    assert.deepEqual([...new Set(rows.map(({ model }) => model))].sort(), list());
    const known = weightsTable.filter(({ builder }) => list().includes(builder));
    assert.equal(rows.filter(({ weights }) => weights !== null).length, known.length);
  });

  test("tells of each what there is to know, and less in a table", async () => {
    const { stdout } = await run(["resnet50", "--default"]);
    assert.deepEqual(JSON.parse(stdout), {
      model: "resnet50",
      weights: "IMAGENET1K_V2",
      acc1: 80.858,
      acc5: 95.434,
      params: 25557032,
      gflops: 4.089,
      mebibytes: 97.79,
      input: 224,
      default: true,
      url: "https://download.pytorch.org/models/resnet50-11ad3fa6.pth",
      sha256: "11ad3fa6",
      license: null,
      recipe: "https://github.com/pytorch/vision/issues/3995#issuecomment-1013906621",
    });
    const table = (await run(["resnet1*"], true)).stdout.split("\n");
    assert.match(
      table[0]!,
      /^model +weights +acc1 +acc5 +params +gflops +mebibytes +input +default/,
    );
    assert.ok(
      table.some((line) => /^resnet18 +IMAGENET1K_V1 +69\.758 +89\.078 +11\.7 M/.test(line)),
    );
    const names = table.slice(1).flatMap((line) => /^resnet\d+/.exec(line)?.[0] ?? []);
    assert.deepEqual([...new Set(names)], ["resnet18", "resnet101", "resnet152"]);
  });

  test("suggests names for one that there is not", async () => {
    const { code, stdout, stderr } = await run(["resnet50", "resnet5"]);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /expected a model of that name, got "resnet5"; did you mean resnet50, /);
  });
});
