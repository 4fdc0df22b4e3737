import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { shardProgress } from "../../src/cli/shard-progress.ts";

async function told(isTTY: boolean, isQuiet: boolean, period?: number): Promise<string[]> {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) };
  const progress = shardProgress(stream, isQuiet, period);
  await wait(30); // the folder is still being listed
  progress.update(3, 9);
  await wait(30);
  progress.update(9, 9);
  progress.end();
  progress.end();
  return written;
}

describe("shardProgress", () => {
  it("counts on a terminal, up to the last image", async () => {
    const written = await told(true, false, 5);
    assert.equal(written[0], "\rshards: 3 of 9 images\x1b[K");
    assert.deepEqual(written.slice(-2), ["\rshards: 9 of 9 images\x1b[K", "\n"]);
  });

  it("is silent in logs, with --quiet, and of what takes less than a second", async () => {
    for (const written of [
      await told(false, false, 5),
      await told(true, true, 5),
      await told(true, false),
    ])
      assert.deepEqual(written, []);
  });
});
