import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { buildModel, loadOnnx, save } from "../../src/models/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { Classifier } from "../../src/train/index.ts";
import { fromJSON, type TransformJson } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { fixture } from "../support/paths.ts";
import { runTool, tiny } from "./run-tool.ts";

let cwd = "";
before(async () => {
  cwd = mkdtempSync(join(tmpdir(), "export-"));
  const { code, stderr } = await runTool(["train", fixture("folder"), ...tiny], { cwd });
  assert.equal(code, 0, stderr);
});
after(() => rmSync(cwd, { recursive: true }));

const run = (...argv: string[]) => runTool(["export", ...argv], { cwd });

describe("tsvision export", () => {
  test("writes a model that says what the classifier says, from its own metadata", async () => {
    const { code, stdout } = await run();
    assert.equal(code, 0);
    const path = join(cwd, "model.onnx");
    const bytes = statSync(path).size;
    assert.deepEqual(JSON.parse(stdout), {
      out: "model.onnx",
      classes: 10,
      bytes,
      opset: 17,
      precision: "float32",
    });
    const predictor = await loadOnnx(path);
    assert.deepEqual(predictor.inputs[0]!.shape, ["batch", 1, 28, 28]);
    const classifier = await Classifier.load(join(cwd, "classifier.safetensors"));
    assert.deepEqual(predictor.metadata.get("classes"), classifier.classes);
    const { mode, transform } = predictor.metadata.get("preprocessing") as {
      readonly mode: string;
      readonly transform: TransformJson;
    };
    assert.equal(mode, "gray");
    const image = await classifier.read(fixture("folder", "bag", "t10k-01081.png"));
    const input: unknown = fromJSON(transform).apply(image, new Rng(0));
    assert.ok(input instanceof Tensor);
    const logits = await predictor.predict(input.unsqueeze(0));
    const probabilities = await logits.softmax(1).data();
    const [candidates] = await classifier.classify([image]);
    for (const { index, probability } of candidates!)
      assert.ok(Math.abs(Number(probabilities[index]) - probability) < 1e-5);
  });

  test("takes other names, another opset and one image at a time", async () => {
    const argv = ["-w", "classifier.safetensors", "-o", "one.onnx", "--opset", "15"];
    const { code, stderr } = await run(...argv, "--fixed-batch");
    assert.equal(code, 0, stderr);
    const predictor = await loadOnnx(join(cwd, "one.onnx"));
    assert.deepEqual(predictor.inputs[0]!.shape, [1, 1, 28, 28]);
  });

  test("exports a torchvision model of a file of one's own", async () => {
    const model = buildModel({ name: "squeezenet1_1", options: { numClasses: 2 } });
    await save(join(cwd, "own.pth"), model.stateDict());
    writeFileSync(join(cwd, "names.txt"), "cat\ndog\n");
    const given = ["-m", "squeezenet1_1", "-w", "own.pth", "--classes", "names.txt"];
    const { code, stderr } = await run(...given, "-o", "own.onnx");
    assert.equal(code, 0, stderr);
    const predictor = await loadOnnx(join(cwd, "own.onnx"));
    assert.deepEqual(predictor.inputs[0]!.shape, ["batch", 3, 224, 224]);
    assert.deepEqual(predictor.metadata.get("classes"), ["cat", "dog"]);
  });

  test("stores weights in fewer bits, and refuses what it does not know", async () => {
    const sizes: number[] = [];
    for (const precision of ["float32", "float16", "int8"]) {
      const out = `${precision}.onnx`;
      const { code, stdout } = await run("--precision", precision, "-o", out);
      assert.equal(code, 0);
      assert.equal(JSON.parse(stdout).precision, precision);
      sizes.push(statSync(join(cwd, out)).size);
      const predictor = await loadOnnx(join(cwd, out));
      assert.deepEqual(predictor.inputs[0]!.shape, ["batch", 1, 28, 28]);
      await predictor.close();
    }
    assert.deepEqual(
      [...sizes].sort((a, b) => b - a),
      sizes,
    );
    const refused = await run("--precision", "float8", "-o", "none.onnx");
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /--precision.*float16/);
  });

  test("replaces a file with --force only, and leaves nothing behind", async () => {
    writeFileSync(join(cwd, "mine.onnx"), "mine");
    const before = readdirSync(cwd);
    const refused = await run("--out", "mine.onnx");
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /pass --force to replace it/);
    assert.equal(statSync(join(cwd, "mine.onnx")).size, 4);
    assert.equal((await run("--out", "mine.onnx", "--force")).code, 0);
    assert.ok(statSync(join(cwd, "mine.onnx")).size > 1000);
    assert.deepEqual(readdirSync(cwd), before);
  });

  test("says what is wrong with what it was given", async () => {
    const cases: [string[], RegExp][] = [
      [["-w", "gone.safetensors", "-o", "a.onnx"], /run `tsvision train` first/],
      [["-w", "one.onnx", "-o", "a.onnx"], /pass one that `tsvision train` wrote/],
      [["--opset", "30", "-o", "a.onnx"], /opset to be a whole number in \[15, 17\]/],
      [["-o", "gone/a.onnx"], /a folder to write into/],
    ];
    for (const [argv, message] of cases) {
      const { code, stderr } = await run(...argv);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
    }
  });
});
