import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { diskOps } from "../../src/io/file-ops.ts";
import { writeSafetensors } from "../../src/models/safetensors.ts";
import { Linear } from "../../src/nn/index.ts";
import { SGD } from "../../src/optim/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import {
  applyCheckpoint,
  type CheckpointParts,
  readCheckpoint,
  saveCheckpoint,
} from "../../src/train/checkpoint.ts";
import { newestCheckpoint } from "../../src/train/checkpoint-files.ts";
import { freshState } from "../../src/train/fit-state.ts";
import type { Trainer } from "../../src/train/trainer.ts";
import { defaultRng } from "../../src/util/default-rng.ts";
import { faultyOps } from "../io/faulty-ops.ts";
import {
  bits,
  poke,
  stateAt,
  toyData,
  toyLoader,
  toyModel,
  toyTrainer,
  withFolder,
} from "./toy.ts";

// A trainer whose optimizer has a memory, and what goes into its checkpoint.
async function trained(step = 6): Promise<CheckpointParts & { trainer: Trainer }> {
  const trainer = toyTrainer();
  const loader = toyLoader();
  await trainer.fit(loader, { epochs: 1 });
  loader.loadStateDict({ ...loader.stateDict(), epoch: 0, batch: Math.min(step, loader.length) });
  return {
    trainer,
    model: trainer.model,
    optimizer: trainer.optimizer,
    loader,
    state: stateAt(step),
  };
}

function untrained(trainer = toyTrainer(9), loader = toyLoader()): CheckpointParts {
  const { model, optimizer } = trainer;
  return { model, optimizer, loader, state: freshState() };
}

// Not MISMATCH, at which the search for an older file would end.
const isDamage = { code: /^(INVALID_FILE|UNSUPPORTED_FORMAT)$/ };

class OtherSGD extends SGD {}

describe("saveCheckpoint and applyCheckpoint", () => {
  it("put everything back, numbers without a JSON form included", async () => {
    await withFolder(async (folder) => {
      const parts = await trained();
      const scores = { loss: Number.NaN, accuracy: Infinity, count: -Infinity };
      parts.state.epochs.push({
        epoch: 1,
        training: { ...scores },
        validation: { ...scores },
        lr: 0.1,
      });
      parts.state.stepLoss[0] = -0;
      defaultRng().normal();
      const rng = defaultRng().state();
      const path = await saveCheckpoint(folder, parts);
      assert.equal(path, join(folder, "checkpoint-00000006.safetensors"));
      const other = untrained();
      applyCheckpoint(await readCheckpoint(path), other);
      assert.deepEqual(await bits(other), await bits(parts));
      assert.deepEqual(other.state, parts.state);
      assert.deepEqual(other.loader.stateDict(), parts.loader.stateDict());
      assert.deepEqual(defaultRng().state(), rng);
    });
  });

  it("refuse what is not finite, and write nothing", async () => {
    await withFolder(async (folder) => {
      for (const value of [Number.NaN, Infinity]) {
        const parts = await trained();
        poke(parts.model, "3.bias", value);
        await assert.rejects(saveCheckpoint(folder, parts), {
          code: "NOT_FINITE",
          message: /after step 6, got "NaN or infinity in model\.3\.bias"/,
        });
      }
      assert.deepEqual(await readdir(folder), []);
    });
  });

  it("tell where the folder cannot be made", async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, "file"), "");
      const saving = saveCheckpoint(join(folder, "file", "below"), await trained());
      await assert.rejects(saving, { code: "WRITE_FAILED", file: join(folder, "file", "below") });
    });
  });

  it("refuse another model, optimizer, data or batch size and leave all as it was", async () => {
    await withFolder(async (folder) => {
      const path = await saveCheckpoint(folder, await trained());
      const wide = toyModel(9, 10);
      const rate = { lr: 0.1, momentum: 0.9 };
      const model = toyModel(9);
      const few = new SGD(model.parameters().slice(2), rate);
      const others: [CheckpointParts, RegExp][] = [
        [untrained(toyTrainer(9, { model: wide })), /momentum_buffer\.0 of shape \[8,6\]/],
        [untrained(toyTrainer(9, { model, optimizer: few })), /momentum_buffer\.0 of shape/],
        [
          untrained(toyTrainer(9, { model, optimizer: new OtherSGD(model.parameters(), rate) })),
          /run with OtherSGD, got "one with SGD"/,
        ],
        [
          untrained(toyTrainer(9), toyLoader({ data: toyData({ length: 22 }) })),
          /length 22, got "length 23"/,
        ],
        [untrained(toyTrainer(9), toyLoader({ batchSize: 5 })), /batchSize 5, got "batchSize 4"/],
        [untrained(toyTrainer(9), toyLoader({ seed: 4 })), /seed 4, got "seed 3"/],
        // The optimizer fits, the model has one name more.
        [
          { ...untrained(), model: Object.assign(toyModel(9), { extra: new Linear(1, 1) }) },
          /extra\.weight/,
        ],
      ];
      const checkpoint = await readCheckpoint(path);
      for (const [parts, difference] of others) {
        const before = [await bits(parts), parts.loader.stateDict(), defaultRng().state()];
        assert.throws(() => applyCheckpoint(checkpoint, parts), {
          code: "MISMATCH",
          file: path,
          message: difference,
        });
        const after = [await bits(parts), parts.loader.stateDict(), defaultRng().state()];
        assert.deepEqual(after, before);
        assert.deepEqual(parts.state, freshState());
      }
    });
  });
});

describe("a crash at any file operation", () => {
  it("leaves the older checkpoint or the whole new one", async () => {
    await withFolder(async (folder) => {
      const older = await trained(5);
      await saveCheckpoint(folder, older);
      const found = new Set<number>();
      for (let n = 0; ; n++) {
        const { ops, fired } = faultyOps(diskOps, { stopAt: n });
        await saveCheckpoint(folder, await trained(6), { ops }).catch(() => undefined);
        const newest = await newestCheckpoint(folder, assert.fail);
        found.add(newest!.saved.step);
        assert.equal(newest!.tensors.get("history.loss")!.shape[0], newest!.saved.step);
        if (!fired()) break;
        assert.ok(n < 100);
      }
      assert.deepEqual([...found], [5, 6]);
    });
  });
});

describe("readCheckpoint", () => {
  it("refuses other safetensors files", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "weights.safetensors");
      const tensors = new Map([["weight", Tensor.fromData(new Float32Array(2), [2])]]);
      await writeSafetensors(path, tensors, {}, { checksums: true });
      await assert.rejects(readCheckpoint(path), { code: "MISMATCH", file: path });
      const earlier = { "tsvision.trainer": JSON.stringify({ schema: 2 }) };
      await writeSafetensors(path, tensors, earlier, { checksums: true });
      await assert.rejects(readCheckpoint(path), {
        code: "MISMATCH",
        message: /schema 3, got 2; end that run with/,
      });
      const now = { "tsvision.trainer": JSON.stringify({ schema: 3 }) };
      await writeSafetensors(path, tensors, now);
      await assert.rejects(readCheckpoint(path), { code: "INVALID_FILE", message: /checksums/ });
    });
  });

  it("sees damage at every 64th byte, and every cut", async () => {
    await withFolder(async (folder) => {
      const path = await saveCheckpoint(folder, await trained());
      const whole = await readFile(path);
      for (let at = 0; at < whole.length; at += 64) {
        const flipped = Uint8Array.from(whole);
        flipped[at]! ^= 1 << ((at / 64) % 8);
        await writeFile(path, flipped);
        await assert.rejects(readCheckpoint(path), isDamage, `flipped byte ${at}`);
        if (at % 512 > 0) continue;
        await writeFile(path, whole.subarray(0, at));
        await assert.rejects(readCheckpoint(path), isDamage, `cut at ${at}`);
      }
      await writeFile(path, whole);
      assert.equal((await readCheckpoint(path)).saved.step, 6);
    });
  });
});
