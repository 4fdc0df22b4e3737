import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, it } from "node:test";
import { writeSafetensors } from "../../src/models/safetensors.ts";
import { saveCheckpoint } from "../../src/train/checkpoint.ts";
import {
  listCheckpoints,
  newestCheckpoint,
  removeStrays,
} from "../../src/train/checkpoint-files.ts";
import { stateAt, toyLoader, toyTrainer, withFolder } from "./toy.ts";

async function save(folder: string, step: number): Promise<string> {
  const { model, optimizer } = toyTrainer();
  return saveCheckpoint(folder, { model, optimizer, loader: toyLoader(), state: stateAt(step) });
}

const never = (text: string) => assert.fail(text);

describe("listCheckpoints", () => {
  it("orders by step, not by text, and takes only names of checkpoints", async () => {
    await withFolder(async (folder) => {
      const names = ["checkpoint-00000002", "checkpoint-100000000", "checkpoint-00000010"];
      for (const name of names) await writeFile(join(folder, `${name}.safetensors`), "");
      for (const name of [
        "checkpoint-1.safetensors",
        "checkpoint-00000003.bin",
        "model.safetensors",
      ])
        await writeFile(join(folder, name), "");
      const found = (await listCheckpoints(folder)).map((path) => basename(path, ".safetensors"));
      assert.deepEqual(found, [names[1], names[2], names[0]]);
      assert.deepEqual(await listCheckpoints(join(folder, "missing")), []);
    });
  });
});

describe("newestCheckpoint", () => {
  it("takes the newest whole one; damaged ones are told and stay", async () => {
    await withFolder(async (folder) => {
      assert.equal(await newestCheckpoint(folder, never), undefined);
      const paths = [];
      for (const step of [3, 9, 12]) paths.push(await save(folder, step));
      assert.equal((await newestCheckpoint(folder, never))!.path, paths[2]);
      const whole = await readFile(paths[2]!);
      const damaged = whole.subarray(0, whole.length - 1);
      await writeFile(paths[2]!, damaged);
      const warnings: string[] = [];
      const warn = (text: string) => void warnings.push(text);
      assert.equal((await newestCheckpoint(folder, warn))!.saved.step, 9);
      assert.equal(warnings.length, 1);
      assert.match(warnings[0]!, /skipping a damaged checkpoint: .*checkpoint-00000012/);
      assert.deepEqual(await readFile(paths[2]!), damaged);
    });
  });

  it("says so where every file is damaged", async () => {
    await withFolder(async (folder) => {
      for (const step of [1, 2]) await writeFile(await save(folder, step), "");
      const warnings: string[] = [];
      const finding = newestCheckpoint(folder, (text) => void warnings.push(text));
      await assert.rejects(finding, { code: "INVALID_FILE", file: /checkpoint-00000001/ });
      assert.equal(warnings.length, 2);
    });
  });

  it("refuses a whole file of another kind under a checkpoint's name", async () => {
    await withFolder(async (folder) => {
      await save(folder, 1);
      const path = join(folder, "checkpoint-00000005.safetensors");
      await writeSafetensors(path, new Map(), { note: "something else" });
      await assert.rejects(newestCheckpoint(folder, never), { code: "MISMATCH", file: path });
      await rm(path);
      assert.equal((await newestCheckpoint(folder, never))!.saved.step, 1);
    });
  });
});

describe("removeStrays", () => {
  it("deletes the writer's temporary files and nothing else", async () => {
    await withFolder(async (folder) => {
      const stray = ".tsvision-12345678-1234-1234-1234-123456789abc.tmp";
      const others = [".tsvision-notes.tmp", "a.tmp", `${stray}.old`];
      for (const name of [stray, ...others]) await writeFile(join(folder, name), "x");
      await mkdir(join(folder, "below"));
      await writeFile(join(folder, "below", stray), "x");
      await removeStrays(folder);
      assert.deepEqual((await readdir(folder)).sort(), [...others, "below"].sort());
      assert.deepEqual(await readdir(join(folder, "below")), [stray]);
      await removeStrays(join(folder, "missing"));
    });
  });
});
