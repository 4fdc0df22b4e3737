import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { diskOps, type FileOps } from "../../src/io/file-ops.ts";
import { writeFileAtomic } from "../../src/io/write-file-atomic.ts";
import { VisionError } from "../../src/util/errors.ts";
import { faultyOps, memoryDisk } from "./faulty-ops.ts";

const folder = mkdtempSync(join(tmpdir(), "tsvision-atomic-"));
after(() => rmSync(folder, { recursive: true }));

const oldText = "the old content";
const pieces = [new Uint8Array([1, 2, 3, 4, 5]), new Uint8Array([6, 7, 8])];
const newBytes = Buffer.concat(pieces);

let count = 0;
function freshFolder(old?: string): { dir: string; target: string } {
  const dir = mkdtempSync(join(folder, `${count++}-`));
  const target = join(dir, "model.bin");
  if (old !== undefined) writeFileSync(target, old);
  return { dir, target };
}

function found(target: string): "none" | "old" | "new" | "broken" {
  let bytes: Buffer;
  try {
    bytes = readFileSync(target);
  } catch {
    return "none";
  }
  if (bytes.equals(newBytes)) return "new";
  return bytes.toString() === oldText ? "old" : "broken";
}

test("writes text, bytes and pieces, and replaces what was there", async () => {
  const { dir, target } = freshFolder(oldText);
  await writeFileAtomic(target, "größer");
  assert.equal(readFileSync(target, "utf8"), "größer");
  await writeFileAtomic(target, new Uint8Array([7]));
  assert.deepEqual([...readFileSync(target)], [7]);
  await writeFileAtomic(target, pieces);
  assert.equal(found(target), "new");
  await writeFileAtomic(target, []);
  assert.equal(readFileSync(target).length, 0);
  assert.deepEqual(readdirSync(dir), ["model.bin"]);
});

test("writes pieces as they are made; an error of their maker leaves nothing behind", async () => {
  const { dir, target } = freshFolder(oldText);
  async function* make(error?: Error) {
    yield pieces[0]!;
    await new Promise(setImmediate);
    if (error !== undefined) throw error;
    yield pieces[1]!;
  }
  const stop = new VisionError({ code: "ABORTED", who: "a", expected: "b", got: "c", hint: "d" });
  await assert.rejects(writeFileAtomic(target, make(stop)), stop);
  await assert.rejects(
    writeFileAtomic(target, make(new Error("no more"))),
    (error) => error instanceof VisionError && /to write bytes, got "no more/.test(error.message),
  );
  assert.equal(found(target), "old");
  await writeFileAtomic(target, make());
  assert.equal(found(target), "new");
  assert.deepEqual(readdirSync(dir), ["model.bin"]);
});

test("overwrite: false refuses an existing file and leaves it alone", async () => {
  const { dir, target } = freshFolder(oldText);
  await assert.rejects(
    writeFileAtomic(target, pieces, { overwrite: false }),
    (error) => error instanceof VisionError && error.code === "EXISTS" && error.file === target,
  );
  assert.equal(found(target), "old");
  assert.deepEqual(readdirSync(dir), ["model.bin"]);
});

test("overwrite: false lets exactly one of many writers win", async () => {
  const { dir, target } = freshFolder();
  // Every writer sees a free name at first, so only the last step can decide.
  const blind: FileOps = { ...diskOps, exists: async () => false };
  const writers = Array.from({ length: 8 }, (_, i) =>
    writeFileAtomic(target, `writer ${i}`, { overwrite: false, ops: blind }),
  );
  const results = await Promise.allSettled(writers);
  const winners = results.flatMap((result, i) => (result.status === "fulfilled" ? [i] : []));
  assert.equal(winners.length, 1);
  for (const result of results)
    if (result.status === "rejected") assert.equal(result.reason.code, "EXISTS");
  assert.equal(readFileSync(target, "utf8"), `writer ${winners[0]}`);
  assert.deepEqual(readdirSync(dir), ["model.bin"]);
});

test("overwrite: false works where the file system has no hard links", async () => {
  const noLinks: FileOps = {
    ...diskOps,
    link: async () => {
      throw Object.assign(new Error("EPERM: operation not permitted, link"), { code: "EPERM" });
    },
  };
  const { dir, target } = freshFolder();
  await writeFileAtomic(target, pieces, { overwrite: false, ops: noLinks });
  assert.equal(found(target), "new");
  const blind: FileOps = { ...noLinks, exists: async () => false };
  await assert.rejects(writeFileAtomic(target, "x", { overwrite: false, ops: blind }), {
    code: "EXISTS",
  });
  assert.equal(found(target), "new");
  assert.deepEqual(readdirSync(dir), ["model.bin"]);
});

test("the operations come in the order write*, fsync, rename, fsync(folder)", async () => {
  const { target } = freshFolder(oldText);
  const { ops, log } = faultyOps(diskOps);
  await writeFileAtomic(target, pieces, { ops });
  assert.deepEqual(log, ["create", "write", "write", "sync", "close", "rename", "syncFolder"]);
});

test("short writes are continued until every byte is there", async () => {
  for (const most of [1, 2, 3]) {
    const { target } = freshFolder(oldText);
    await writeFileAtomic(target, pieces, { ops: faultyOps(diskOps, { mostPerWrite: most }).ops });
    assert.equal(found(target), "new");
  }
});

for (const overwrite of [true, false]) {
  for (const old of overwrite ? [undefined, oldText] : [undefined]) {
    const name = `overwrite ${overwrite}, ${old === undefined ? "no" : "an"} old file`;
    const before = old === undefined ? "none" : "old";

    test(`an error at any operation: old or new content, no temporary left (${name})`, async () => {
      for (let n = 0; ; n++) {
        const { dir, target } = freshFolder(old);
        const { ops, fired } = faultyOps(diskOps, { failAt: n, mostPerWrite: 3 });
        const error = await writeFileAtomic(target, pieces, { ops, overwrite }).catch((e) => e);
        if (!fired()) break; // n is past the last operation
        const state = found(target);
        assert.ok(state === before || state === "new", `operation ${n}: ${state}`);
        assert.ok(!readdirSync(dir).some((file) => file.endsWith(".tmp")), `operation ${n}`);
        if (error !== undefined) {
          assert.ok(error instanceof VisionError && error.code === "WRITE_FAILED");
          assert.match(error.message, /model\.bin/);
        } else assert.equal(state, "new", `operation ${n} succeeded without its file`);
      }
    });

    test(`a stop at any operation leaves the old or the new content (${name})`, async () => {
      const states = new Set<string>();
      for (let n = 0; ; n++) {
        const { target } = freshFolder(old);
        const { ops, fired } = faultyOps(diskOps, { stopAt: n, mostPerWrite: 3 });
        await writeFileAtomic(target, pieces, { ops, overwrite }).catch(() => undefined);
        states.add(found(target));
        if (!fired()) break;
      }
      assert.deepEqual([...states].sort(), [before, "new"].sort());
    });

    test(`a power cut at any operation leaves the old or the new content (${name})`, async () => {
      for (let n = 0; ; n++) {
        const disk = memoryDisk(old === undefined ? {} : { "/d/model.bin": Buffer.from(old) });
        const { ops, fired } = faultyOps(disk.ops, { stopAt: n, mostPerWrite: 3 });
        await writeFileAtomic("/d/model.bin", pieces, { ops, overwrite }).catch(() => undefined);
        for (const names of disk.afterPowerCut()) {
          const bytes = names.get("/d/model.bin");
          const whole =
            bytes === undefined ? old === undefined : [old, "new"].includes(textOf(bytes));
          assert.ok(whole, `operation ${n}: ${bytes}`);
        }
        if (!fired()) {
          const names = disk.afterPowerCut();
          assert.ok(names.every((map) => textOf(map.get("/d/model.bin")!) === "new"));
          break;
        }
      }
    });
  }
}

test("the simulated disk does lose what was not forced out", async () => {
  const disk = memoryDisk({ "/d/model.bin": Buffer.from(oldText) });
  const lazy: FileOps = {
    ...disk.ops,
    create: async (path) => ({ ...(await disk.ops.create(path)), sync: async () => {} }),
  };
  await writeFileAtomic("/d/model.bin", pieces, { ops: lazy });
  assert.equal(disk.afterPowerCut()[0]!.get("/d/model.bin")!.length, 0);
});

test("SIGKILL at any operation leaves the old or the new content", () => {
  const url = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const child = `
    import { writeFileAtomic } from ${url("../../src/io/write-file-atomic.js")};
    import { diskOps } from ${url("../../src/io/file-ops.js")};
    import { faultyOps } from ${url("./faulty-ops.js")};
    const [target, n] = process.argv.slice(1);
    const kill = () => process.kill(process.pid, "SIGKILL");
    const { ops } = faultyOps(diskOps, { stopAt: Number(n), mostPerWrite: 4, onStop: kill });
    const pieces = [new Uint8Array([1, 2, 3, 4, 5]), new Uint8Array([6, 7, 8])];
    await writeFileAtomic(target, pieces, { ops });`;
  const states = new Set<string>();
  for (let n = 0; ; n++) {
    const { target } = freshFolder(oldText);
    const argv = ["--input-type=module", "-e", child, target, String(n)];
    const { signal, status, stderr } = spawnSync(process.execPath, argv, { encoding: "utf8" });
    states.add(found(target));
    if (signal === null) {
      assert.equal(status, 0, stderr);
      assert.equal(found(target), "new");
      break;
    }
    assert.equal(signal, "SIGKILL");
    assert.ok(n < 20);
  }
  assert.deepEqual([...states].sort(), ["new", "old"]);
});

test("a full disk is named with the bytes needed and the bytes free", async () => {
  const { target } = freshFolder(oldText);
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {
    code: "ENOSPC",
  });
  const { ops } = faultyOps({ ...diskOps, freeBytes: async () => 5 }, { failAt: 1, error: full });
  await assert.rejects(writeFileAtomic(target, pieces, { ops }), (error) => {
    assert.ok(error instanceof VisionError);
    assert.equal(error.cause, full);
    assert.equal(
      error.message,
      `writeFileAtomic: ${target}: expected to write 8 bytes, got ` +
        `"ENOSPC: no space left on device, write (5 bytes free)"; ` +
        "make room on the disk; what was there before is untouched",
    );
    return true;
  });
  assert.equal(found(target), "old");
});

test("a missing folder and a folder as target are clear errors", async () => {
  await assert.rejects(writeFileAtomic(join(folder, "none", "a.bin"), "x"), /create the folder/);
  const { dir } = freshFolder();
  await assert.rejects(writeFileAtomic(dir, "x"), { code: "WRITE_FAILED" });
  assert.deepEqual(readdirSync(dir), []);
});

function textOf(bytes: Uint8Array): string {
  return newBytes.equals(bytes) ? "new" : Buffer.from(bytes).toString();
}
