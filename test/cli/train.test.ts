import assert from "node:assert/strict";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { Classifier } from "../../src/train/index.ts";
import { fixture } from "../support/paths.ts";
import { runTool, tiny } from "./run-tool.ts";

const folder = fixture("folder");
let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "train-"));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const train = (...flags: string[]) => runTool(["train", ...flags], { cwd });
const bytes = (name: string) => readFileSync(join(cwd, name));

describe("a whole run", () => {
  test("leaves classifier and report, and nothing else", async () => {
    const { code } = await train(folder, ...tiny, "--report", "page.html");
    assert.equal(code, 0);
    assert.deepEqual(readdirSync(cwd).sort(), ["classifier.safetensors", "page.html"]);
    const classifier = await Classifier.load(join(cwd, "classifier.safetensors"));
    assert.deepEqual(classifier.classes, classFolders());
    assert.equal(classifier.mode, "gray");
    const page = bytes("page.html").toString();
    for (const part of ["Confusion matrix", "ankle-boot", "cross entropy", "data:image/png"])
      assert.ok(page.includes(part), part);
  });

  test("prints its result row on stdout, and all else on stderr", async () => {
    const { stdout, stderr } = await train(folder, ...tiny, "--out", "own.safetensors");
    const lines = stdout.split("\n");
    assert.equal(lines.length, 2);
    const { loss, accuracy, ...rest } = JSON.parse(lines[0]!);
    const counts = { classes: 10, images: 50, heldOut: 10, epochs: 1 };
    assert.deepEqual(rest, { out: "own.safetensors", ...counts });
    assert.ok(loss > 0 && accuracy >= 0 && accuracy <= 1);
    assert.match(stderr, /^10 classes, 50 images to train on, 10 held out\nepoch 1\/1: /);
  });

  test("--quiet prints the result only", async () => {
    const { stdout, stderr } = await train(folder, ...tiny, "--quiet", "--csv");
    assert.equal(stderr, "");
    assert.match(stdout, /^out,classes,images,heldOut,epochs,loss,accuracy\n.+\n$/);
  });

  test("gives the same bytes for the same seed, and others for another", async () => {
    for (const [out, seed] of ["a3", "b3", "c4"].map((name) => [name, name[1]!]))
      assert.equal((await train(folder, ...tiny, "--out", out!, "--seed", seed!)).code, 0);
    assert.deepEqual(bytes("a3"), bytes("b3"));
    assert.notDeepEqual(bytes("a3"), bytes("c4"));
  });

  test("follows the schedule that is named, and shows its rates", async () => {
    const flags = [folder, ...tiny, "--epochs", "2", "--lr", "0.02"];
    for (const [name, second] of [
      ["none", "0.0200"],
      ["cosine", "0.0100"],
      ["step", "0.00200"],
    ] as const) {
      const call = [...flags, "--out", name, "--report", `${name}.html`, "--schedule", name];
      const { code, stderr } = await train(...call);
      assert.equal(code, 0, stderr);
      const shown = /^epoch 2\/2: loss.*; learning rate (.*)$/m.exec(stderr)?.[1];
      assert.equal(shown, name === "none" ? undefined : second);
      assert.ok(bytes(`${name}.html`).includes("Learning rate"));
    }
    const { code, stderr } = await train(...flags, "--schedule", "onecycle", "--quiet");
    assert.equal(code, 0, stderr);
  });

  test("evaluates on a folder of its own where one is given", async () => {
    const { stdout } = await train(folder, ...tiny, "--validation", folder);
    const { images, heldOut } = JSON.parse(stdout);
    assert.deepEqual({ images, heldOut }, { images: 60, heldOut: 60 });
  });
});

describe("files that are there", () => {
  for (const name of ["classifier.safetensors", "page.html"])
    test(`${name} is refused without --force, and nothing is trained`, async () => {
      writeFileSync(join(cwd, name), "precious");
      const call = [folder, ...tiny, "--report", "page.html"];
      const { code, stdout, stderr } = await train(...call);
      assert.equal(code, 2);
      assert.equal(stdout, "");
      assert.match(stderr, new RegExp(`^tsvision: .*"${name}"; .*--force to replace it\n$`));
      assert.deepEqual(readdirSync(cwd), [name]);
      assert.equal(bytes(name).toString(), "precious");
      assert.equal((await train(...call, "--force")).code, 0);
      assert.notEqual(bytes(name).toString(), "precious");
    });

  test("one name for classifier and report is refused", async () => {
    const { code, stderr } = await train(folder, "--out", "a", "--report", "./a");
    assert.equal(code, 2);
    assert.match(stderr, /expected two files/);
    assert.deepEqual(readdirSync(cwd), []);
  });
});

describe("what can never work exits with 2, names its reason, and leaves nothing", () => {
  let data = "";
  before(() => {
    data = mkdtempSync(join(tmpdir(), "train-data-"));
    for (const name of ["bag", "coat"])
      cpSync(join(folder, name), join(data, "two", name), { recursive: true });
    cpSync(join(data, "two"), join(data, "hole"), { recursive: true });
    mkdirSync(join(data, "hole", "none"));
    mkdirSync(join(data, "bare"));
  });
  after(() => rmSync(data, { recursive: true }));

  const cases: [string, () => string[], RegExp][] = [
    [
      "a missing folder",
      () => ["gone"],
      /gone: expected a folder that can be read.*check the path/,
    ],
    ["a folder without classes", () => [join(data, "bare")], /expected a folder for each class/],
    [
      "an empty class",
      () => [join(data, "hole")],
      /got \{ empty: \["none"\] \}; add images, or remo/,
    ],
    [
      "a validation folder of other classes",
      () => [join(data, "two"), "--validation", folder],
      /expected the class folders of .*two: bag, coat, got \["ankle-boot", .*same class folders/,
    ],
    ["a report in no folder", () => [folder, "--report", "no/page.html"], /make the folder first/],
    ["no folder", () => [], /missing required argument 'folder'/],
    ["no epochs", () => [folder, "--epochs", "0"], /whole number of at least 1/],
    ["a holdout of all", () => [folder, "--holdout", "1"], /number above 0 and below 1/],
    [
      "a warm-up without end",
      () => [folder, "--epochs", "3", "--warmup-epochs", "3"],
      /fewer warm-up epochs than 3, got 3; pass a smaller --warmup-epochs/,
    ],
    [
      "a schedule of no such name",
      () => [folder, "--schedule", "cosin"],
      /'cosin' is invalid\. Allowed choices are cosine, step, onecycle, none/,
    ],
    ["two formats", () => [folder, "--csv", "--json"], /expected one format of/],
    ["an unknown flag", () => [folder, "--epcohs", "3"], /Did you mean --epochs\?/],
  ];
  for (const [name, argv, says] of cases)
    test(name, async () => {
      const { code, stdout, stderr } = await train(...argv());
      assert.equal(code, 2);
      assert.equal(stdout, "");
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /allowEmpty/);
      assert.deepEqual(readdirSync(cwd), []);
    });
});

test("help shows defaults and examples", async () => {
  const { code, stdout } = await train("--help");
  assert.equal(code, 0);
  const text = stdout.replace(/\s+/g, " ");
  for (const part of [
    '(default: "classifier.safetensors")',
    "passes over the images (default: 10)",
    "$ tsvision train photos/ --epochs 30 --resume",
  ])
    assert.ok(text.includes(part), part);
});

function classFolders(): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}
