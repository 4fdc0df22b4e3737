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

// What the first PyTorch course shows, with the numbers that PyTorch prints for it.
const printed: Readonly<Record<string, string>> = {
  "02-layers": `Linear: [ 4, 5 ] weight [ 5, 10 ]
Conv2d: [ 2, 6, 28, 28 ] weight [ 6, 3, 5, 5 ]
LSTM: [ 7, 2, 8 ] hidden [ 1, 2, 8 ] cell [ 1, 2, 8 ]
the last output is the hidden state: true`,
  "03-activations": `ReLU(): 0.000000, 0.000000, 2.000000
Sigmoid(): 0.268941, 0.500000, 0.880797
Tanh(): -0.761594, 0.000000, 0.964028
LeakyReLU(negative_slope=0.01): -0.010000, 0.000000, 2.000000`,
  "04-losses": `MSELoss: 0.11000001
CrossEntropyLoss: 0.41702995
KLDivLoss: 0.13188538`,
  "05-containers": `Sequential: [ 3, 5 ]
ModuleList: [ 3, 10 ] 6 parameters
ModuleDict: [ 3, 5 ]
layers.fc1.weight, layers.fc1.bias, layers.fc2.weight, layers.fc2.bias`,
  "06-module": `SimpleNN(
  (fc1): Linear(in_features=784, out_features=128, bias=True)
  (relu): ReLU()
  (fc2): Linear(in_features=128, out_features=10, bias=True)
  (softmax): Softmax(dim=1)
)
fc1.weight, fc1.bias, fc2.weight, fc2.bias
101770 parameters
rows sum to 1.0000, 1.0000`,
  "07-optimizers": `SGD: 2.9985, learning rate now 0.0125
SGD with momentum: 3.0000, learning rate now 0.0125
SGD with Nesterov's momentum: 3.0000, learning rate now 0.0125
Adagrad: 2.9998, learning rate now 0.125
RMSprop: 2.9999, learning rate now 0.0125
Adadelta: 1.0965, learning rate now 1.25
Adam: 2.9048, learning rate now 0.0375
AdamW: 2.8868, learning rate now 0.0375`,
  "08-saving": `state dict, .pth: outputs differ by 0
state dict, .safetensors: outputs differ by 0
checkpoint of epoch 1, one step later: outputs differ by 0
whole model: outputs differ by 0`,
  "12-property-tests": `the right flip keeps the laws
MyFlip breaks the law boxesHoldMasks: the mask is at [2, 0, 3, 1], its box at [0, 0, 1, 1]`,
  "09-deployment": "a picture: 200 Trouser; no picture: 400",
  "11-contact-sheet": "9 pictures on 931 x 819 pixels",
  "13-data-loading": `5 batches, the same from 2 workers: true
left out 2 times: square 16
resumed after batch 2: true
17 of 38 samples are of the rare class, as 5 of 40 squares`,
};

describe("numbered examples", () => {
  for (const [name, text] of Object.entries(printed)) {
    it(`${name} prints what it says`, async () => {
      const { code, stdout, stderr } = await runNode([example(name)]);
      assert.equal(code, 0, stderr);
      assert.equal(stdout.trimEnd(), text);
    });
  }

  it("10-own-images learns a folder of images and names one of them", async () => {
    const { code, stdout, stderr } = await runNode([example("10-own-images")]);
    assert.equal(code, 0, stderr);
    const [first, second, third] = stdout.split("\n");
    assert.equal(first, "60 images of 10 classes");
    const accuracy = /^loss \d\.\d\d, accuracy (\d+) %$/.exec(second!)?.[1];
    assert.ok(Number(accuracy) >= 80, stdout);
    assert.equal(third, "ankle-boot/t10k-01045.png: ankle-boot");
  });
});

describe("README", () => {
  it("its TypeScript runs as it stands", async () => {
    const text = await readFile(join(root, "README.md"), "utf8");
    const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);
    assert.equal(blocks.length, 3);
    const folder = join(root, "build", "readme");
    await mkdir(folder, { recursive: true });
    const outputs: string[] = [];
    for (const [i, block] of blocks.entries()) {
      const file = join(folder, `block-${i}.mjs`);
      await writeFile(
        file,
        block
          .replaceAll('"fixtures/', `"${fixture()}/`)
          .replaceAll('"clothes.', `"${folder}/clothes.`)
          .replaceAll('"view.', `"${folder}/view.`),
      );
      const { code, stdout, stderr } = await runNode([file]);
      assert.equal(code, 0, stderr);
      outputs.push(stdout);
    }
    assert.match(outputs[0]!, /accuracy: 0\.[89]/);
    assert.match(outputs[0]!, /label: 'Bag'/);
    assert.equal(outputs[1], "[ 224, 224 ] [ 224, 224 ]\n");
    assert.match(outputs[2]!, /\[ 0, 1, 1, 0 \]\s*$/);
    assert.ok((await stat(join(folder, "clothes.safetensors"))).size > 10_000);
    await rm(folder, { recursive: true });
  });
});
