import assert from "node:assert/strict";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fixture, root } from "../support/paths.ts";
import { runNode } from "../support/run-node.ts";

// They run as a user runs them: the compiled file, through the package's public index.
const example = (name: string) => join(root, "build", "examples", `${name}.js`);

describe("examples", () => {
  it("01-mnist learns on the shipped images and prints its accuracy", async () => {
    const { code, stdout, stderr } = await runNode([example("01-mnist"), fixture("fashion-mnist")]);
    assert.equal(code, 0, stderr);
    const losses = [...stdout.matchAll(/^Epoch \d, loss: ([\d.]+)$/gm)].map(([, loss]) =>
      Number(loss),
    );
    assert.equal(losses.length, 5);
    assert.deepEqual(
      [...losses].sort((a, b) => b - a),
      losses,
      "the mean loss falls every epoch",
    );
    const accuracy = /^Accuracy on 1000 test images: ([\d.]+) %$/m.exec(stdout)?.[1];
    assert.ok(Number(accuracy) > 70, stdout);
  });

  it("demo reaches its accuracy, names every file and writes its page", async () => {
    const { code, stdout, stderr } = await runNode([example("demo")]);
    assert.equal(code, 0, stderr);
    const accuracy = /^Accuracy on the held-out images: ([\d.]+) %$/m.exec(stdout)?.[1];
    assert.ok(Number(accuracy) >= 84, stdout);
    assert.equal(stdout.match(/^[\w-]+\/t10k-\d+\.(png|jpg) +[\w-]+ +[01]\.\d{3}$/gm)?.length, 60);
    const page = await readFile(join(root, "demo", "report.html"), "utf8");
    assert.match(page, /Confusion matrix/);
    assert.equal(page.match(/data:image\/png;base64/g)?.length, 60);
    assert.doesNotMatch(page, /(src|href)="https?:/);
  });
});

describe("README", () => {
  it("its TypeScript runs as it stands", async () => {
    const text = await readFile(join(root, "README.md"), "utf8");
    const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);
    assert.equal(blocks.length, 2);
    const folder = join(root, "build", "readme");
    await mkdir(folder, { recursive: true });
    const outputs: string[] = [];
    for (const [i, block] of blocks.entries()) {
      const file = join(folder, `block-${i}.mjs`);
      await writeFile(
        file,
        block
          .replaceAll('"fixtures/', `"${fixture()}/`)
          .replaceAll('"clothes.', `"${folder}/clothes.`),
      );
      const { code, stdout, stderr } = await runNode([file]);
      assert.equal(code, 0, stderr);
      outputs.push(stdout);
    }
    assert.match(outputs[0]!, /accuracy: 0\.[89]/);
    assert.match(outputs[0]!, /label: 'Bag'/);
    assert.match(outputs[1]!, /\[ 0, 1, 1, 0 \]\s*$/);
    assert.ok((await stat(join(folder, "clothes.safetensors"))).size > 10_000);
    await rm(folder, { recursive: true });
  });
});
