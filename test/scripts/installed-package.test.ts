import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fixture, root } from "../support/paths.ts";

// The package as a user gets it, beside its dependencies, but without the optional engine.
describe("the installed package without the engine", () => {
  let home = "";

  before(() => {
    home = mkdtempSync(join(tmpdir(), "installed-"));
    const modules = join(home, "node_modules");
    mkdirSync(join(modules, "tsvision"), { recursive: true });
    const pack = ["pack", "--ignore-scripts", "--silent", "--pack-destination", home];
    execFileSync("npm", pack, { cwd: root, shell: process.platform === "win32" });
    const tarball = readdirSync(home).find((name) => name.endsWith(".tgz"))!;
    const target = join("node_modules", "tsvision");
    execFileSync("tar", ["-xzf", tarball, "-C", target, "--strip-components=1"], { cwd: home });
    for (const name of readdirSync(join(root, "node_modules")))
      if (!/^(\.|onnxruntime|tsvision)/.test(name))
        symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  });

  after(() => rmSync(home, { recursive: true }));

  function run(program: string): { [key: string]: unknown } {
    const file = join(home, "program.mjs");
    writeFileSync(file, program);
    const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
      cwd: home,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout);
  }

  test("importing the transforms loads no native library", () => {
    const { shared, resize } = run(`
      const { Resize } = await import("tsvision/transforms");
      const shared = process.report.getReport().sharedObjects;
      console.log(JSON.stringify({ shared, resize: typeof Resize }));`);
    assert.equal(resize, "function");
    assert.deepEqual(
      (shared as string[]).filter((path) => /\.node$|sharp|vips|onnx/.test(path)),
      [],
    );
  });

  test("a photo is decoded and transformed, a data set is read in batches", () => {
    const { shape, values, labels, batch } = run(`
      import { DataLoader, ImageFolder } from "tsvision/datasets";
      import { readImage } from "tsvision/io";
      import { Compose, Normalize, Resize, ToTensor } from "tsvision/transforms";
      const photo = await readImage(${JSON.stringify(fixture("photos", "rocket.jpg"))});
      const steps = [new Resize([32, 48]), new ToTensor(), new Normalize([0.5], [0.5])];
      const tensor = new Compose(steps).apply(photo);
      const data = tensor.hostData();
      const folder = await ImageFolder.open(${JSON.stringify(fixture("folder"))}, {
        transform: new Compose([new Resize([8, 8]), new ToTensor()]),
      });
      const loader = new DataLoader(folder, { batchSize: 4 });
      const { value: [images, labels] } = await loader[Symbol.asyncIterator]().next();
      console.log(JSON.stringify({
        shape: tensor.shape,
        values: data.every((v) => v >= -1 && v <= 1) && new Set(data).size > 100,
        labels: [...labels.hostData()].map(Number),
        batch: images.shape,
      }));`);
    assert.deepEqual(shape, [3, 32, 48]);
    assert.equal(values, true);
    assert.deepEqual(labels, [0, 0, 0, 0]);
    assert.deepEqual(batch, [4, 3, 8, 8]);
  });

  test("the first computation says what is missing and how to get it", () => {
    const { built, name, code, message } = run(`
      import { tensor } from "tsvision/tensor";
      const product = tensor([[1, 2]]).matmul(tensor([[3], [4]]));
      const built = product.shape;
      const error = await product.item().catch((error) => error);
      const { name, code, message } = error;
      console.log(JSON.stringify({ built, name, code, message }));`);
    assert.deepEqual(built, [1, 1]);
    assert.equal(name, "VisionError");
    assert.equal(code, "ENGINE");
    assert.match(String(message), /onnxruntime-node/);
    assert.match(String(message), /npm install/);
  });

  test("doctor tells the engine from the rest", () => {
    const main = join(home, "node_modules", "tsvision", "build", "src", "cli", "main.js");
    assert.ok(existsSync(main));
    const { status, stdout } = spawnSync(process.execPath, [main, "doctor", "--json"], {
      encoding: "utf8",
      cwd: home,
    });
    assert.equal(status, 1);
    const { findings, versions } = JSON.parse(stdout);
    const bad = findings.filter((finding: { status: string }) => finding.status === "bad");
    assert.deepEqual(
      bad.map(({ check }: { check: string }) => check),
      ["tensor engine"],
    );
    assert.match(bad[0].hint, /npm install/);
    assert.equal(versions.engine, undefined);
  });
});
