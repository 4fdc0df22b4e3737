import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Measured } from "../support/measure-pth.ts";
import { pthBombs } from "../support/pth-bombs.ts";
import { runNode } from "../support/run-node.ts";

const folder = mkdtempSync(join(tmpdir(), "tsvision-bombs-"));
after(() => rmSync(folder, { recursive: true }));
const program = fileURLToPath(new URL(`../support/measure-pth${extension()}`, import.meta.url));

// Each in a process of its own, as the most memory that one had never falls.
for (const [name, { file, ends }] of Object.entries(pthBombs())) {
  test(`${name}: at most 64 MiB and one second of processor time`, async (t) => {
    assert.ok(file.length <= 1_000_000);
    const path = join(folder, "bomb.pth");
    writeFileSync(path, file);
    const { code, stdout, stderr } = await runNode([program, path]);
    assert.equal(code, 0, stderr);
    const measured = JSON.parse(stdout) as Measured;
    const megabytes = measured.extra / 2 ** 20;
    t.diagnostic(
      `${measured.ends}, ${megabytes.toFixed(1)} MiB, ${measured.milliseconds.toFixed()} ms`,
    );
    assert.equal(measured.ends, ends);
    assert.ok(megabytes <= 64, `${megabytes} MiB`);
    assert.ok(measured.milliseconds <= 1000, `${measured.milliseconds} ms`);
  });
}

function extension(): string {
  return import.meta.url.slice(import.meta.url.lastIndexOf("."));
}
