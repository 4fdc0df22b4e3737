import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { CheckpointFolder } from "../../src/train/checkpoint-folder.ts";
import { stateAt, toyLoader, toyTrainer, withFolder } from "./toy.ts";

const stray = ".tsvision-12345678-1234-1234-1234-123456789abc.tmp";

function at(step: number) {
  const { model, optimizer } = toyTrainer();
  return { model, optimizer, loader: toyLoader(), state: stateAt(step) };
}

async function stepsIn(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.map((name) => Number(/\d+/.exec(name)![0])).sort((a, b) => a - b);
}

function open(folder: string, keep?: number) {
  const warnings: string[] = [];
  const warn = (text: string) => void warnings.push(text);
  return { checkpoints: new CheckpointFolder({ folder, keep, warn }), warnings };
}

describe("CheckpointFolder", () => {
  it("keeps the newest two, or as many as asked", async () => {
    for (const keep of [undefined, 2, 3]) {
      await withFolder(async (folder) => {
        const { checkpoints } = open(folder, keep);
        await checkpoints.start({ overwrite: false });
        for (const step of [1, 2, 3, 4, 4]) await checkpoints.save(at(step));
        assert.deepEqual(await stepsIn(folder), keep === 3 ? [2, 3, 4] : [3, 4]);
      });
    }
  });

  it("refuses to start anew among checkpoints, unless they may go", async () => {
    await withFolder(async (folder) => {
      const first = open(folder).checkpoints;
      await first.start({ overwrite: false });
      for (const step of [50, 60]) await first.save(at(step));
      await writeFile(join(folder, "notes.txt"), "1");
      await assert.rejects(open(folder).checkpoints.start({ overwrite: false }), {
        code: "EXISTS",
        message: /checkpoint-00000060.*"2 of an earlier run.*resume: true.*overwrite: true/,
      });
      assert.equal((await readdir(folder)).length, 3);
      await open(folder).checkpoints.start({ overwrite: true });
      assert.deepEqual(await readdir(folder), ["notes.txt"]);
    });
  });

  it("removes temporary files at a start and at a resume", async () => {
    await withFolder(async (folder) => {
      for (const begin of ["start", "resume"] as const) {
        await writeFile(join(folder, stray), "x");
        await open(folder).checkpoints[begin]({ overwrite: false });
        assert.deepEqual(await readdir(folder), []);
      }
    });
  });

  it("after a resume deletes old ones again, and leaves newer damaged ones", async () => {
    await withFolder(async (folder) => {
      const first = open(folder, 4).checkpoints;
      await first.start({ overwrite: false });
      for (const step of [10, 20, 30, 40]) await first.save(at(step));
      const newest = join(folder, "checkpoint-00000040.safetensors");
      await writeFile(newest, "damaged");
      const { checkpoints, warnings } = open(folder);
      assert.equal((await checkpoints.resume())!.saved.step, 30);
      assert.equal(warnings.length, 1);
      assert.deepEqual(await stepsIn(folder), [10, 20, 30, 40]);
      await checkpoints.save(at(32));
      assert.deepEqual(await stepsIn(folder), [30, 32, 40]);
      await checkpoints.save(at(34));
      assert.deepEqual(await stepsIn(folder), [32, 34, 40]);
      assert.equal(await readFile(newest, "utf8"), "damaged");
      await checkpoints.save(at(40)); // written anew, and now one of its own
      await checkpoints.save(at(42));
      assert.deepEqual(await stepsIn(folder), [40, 42]);
    });
  });
});
