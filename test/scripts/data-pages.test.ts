import assert from "node:assert/strict";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import ts from "typescript";
import { shardOf } from "../datasets/shards.ts";
import { fixture, root } from "../support/paths.ts";
import { runNode } from "../support/run-node.ts";

// What the text around a piece of code tells of.
const told = `
  import { ImageFolder, type Rng, type Tensor, nn, tensor, transforms } from "tsvision";
  const { Compose, Resize, ToTensor } = transforms;
  export const transform = new Compose([new Resize([32, 32]), new ToTensor()]);
  export const data = await ImageFolder.open<Tensor>("photos", { transform });
  export const uploads = data;
  export const model = new nn.Sequential(new nn.Flatten(), new nn.Linear(3 * 32 * 32, 10));
  export const criterion = new nn.CrossEntropyLoss();
  export const drawSquare = (index: number, rng?: Rng) => tensor([index, rng?.u32() ?? 0]);
  export const parse = (line: string) => tensor([Number(line)]);`;
const names = [...told.matchAll(/export const (\w+)/g)].map(([, name]) => name!);

/** The pieces of code of a page as modules, by their files' names; some name several files. */
function piecesOf(page: string): [file: string, code: string][] {
  const text = readFileSync(join(root, "docs", `${page}.md`), "utf8");
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code!);
  return blocks.flatMap((block, i) => {
    const [alone, ...named] = block.split(/^\/\/ (\w+)\.ts\n/m);
    if (named.length === 0) return [[`${page}-${i}`, whole(alone!)]];
    return [0, 2].map((at): [string, string] => [named[at]!, whole(named[at + 1]!)]);
  });
}

function whole(code: string): string {
  const isNeeded = (name: string) =>
    new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`const ${name}\\b`).test(code);
  const needed = names.filter(isNeeded).join(", ");
  const classes = /\bDataLoader\b/.test(code) && !/import .*\bDataLoader\b/.test(code);
  const line = classes ? 'import { DataLoader } from "tsvision";\n' : "";
  return `${line}import { ${needed} } from "./told.js";\n${code}`;
}

const pieces = new Map(["data-loading", "datasets"].flatMap(piecesOf));

describe("the code in the pages on data", () => {
  let home = "";

  // A project of somebody who has installed the package, with files as the pages name them.
  before(() => {
    home = mkdtempSync(join(tmpdir(), "pages-"));
    mkdirSync(join(home, "node_modules"));
    symlinkSync(root, join(home, "node_modules", "tsvision"), "junction");
    writeFileSync(join(home, "package.json"), '{ "type": "module" }');
    for (const [file, code] of [...pieces, ["told", told] as const])
      writeFileSync(join(home, `${file}.ts`), code);
    for (const name of ["photos", "millions"])
      symlinkSync(fixture("folder"), join(home, name), "junction");
    copyFileSync(fixture("photos", "rocket.jpg"), join(home, "upload.jpg"));
    writeFileSync(join(home, "numbers.txt"), "1\n2\n3\n4\n5\n");
    mkdirSync(join(home, "shards"));
    const image = readFileSync(fixture("folder", "bag", "t10k-01099.jpg"));
    const shard = shardOf([
      ["0.jpg", image],
      ["0.cls", "1"],
    ]);
    for (let i = 0; i < 147; i++)
      writeFileSync(join(home, "shards", `data-${String(i).padStart(4, "0")}.tar`), shard);
  });
  after(() => rmSync(home, { recursive: true }));

  it("has no error of types", () => {
    assert.ok(pieces.size >= 9, `${pieces.size} pieces`);
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
      typeRoots: [join(root, "node_modules", "@types")],
      types: ["node"],
      strict: true,
      skipLibCheck: true,
    };
    const files = [...pieces.keys(), "told"].map((file) => join(home, `${file}.ts`));
    const program = ts.createProgram(files, options);
    const errors = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
    assert.deepEqual(errors, []);
    program.emit();
  });

  it("runs", async () => {
    const run = [...pieces.keys()].filter((file) => file !== "datasets-0"); // it wants the network
    const program = `
      process.on("unhandledRejection", (error) => { console.error(error); process.exit(1); });
      for (const file of ${JSON.stringify(run)}) {
        await import("./" + file + ".js");
        console.log(file);
      }
      process.exit();`;
    writeFileSync(join(home, "run.js"), program);
    const { code, stdout, stderr } = await runNode(["run.js"], { cwd: home });
    assert.deepEqual([code, stderr], [0, ""]);
    for (const file of run) assert.match(stdout, new RegExp(`^${file}$`, "m"));
  });
});
