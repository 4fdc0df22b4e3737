import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { openSync, writeSync } from "node:fs";
import promises, { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { basename, join } from "node:path";
import { describe, it } from "node:test";
import { type DownloadOptions, downloadFile } from "../../src/io/index.ts";
import { withFolder } from "../datasets/temp-folder.ts";
import { giveFile, withServer } from "../support/file-server.ts";
import { memoryDisk } from "./faulty-ops.ts";

const content = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) % 251);
const sha256 = createHash("sha256").update(content).digest("hex");
const remote = { file: "a.bin", urls: ["https://a.example/a.bin"], sha256 };
const quick: DownloadOptions = { retryDelay: 1, onProgress: () => undefined };
const id = "00000000-0000-0000-0000-000000000000";
// By the numbers of another machine, whose processes may be running.
const elsewhere = `.a.bin.000000000000-1-${id}.part`;

const isWhole = async (folder: string) => (await readFile(join(folder, "a.bin"))).equals(content);

describe("downloads of several machines into one folder", () => {
  it("go on with a copy of what another machine has, and are not disturbed by it", () =>
    withFolder(async (folder) => {
      const other = join(folder, elsewhere);
      await writeFile(other, content.subarray(0, 30_000));
      const file = openSync(other, "a");
      const answer: Parameters<typeof withServer>[0] = (request, response) => {
        writeSync(file, content.subarray(30_000, 50_000)); // the other one goes on too
        giveFile(content)(request, response);
      };
      await withServer(answer, async (fetch, asked) => {
        await downloadFile("Set", folder, remote, { ...quick, fetch });
        assert.match(asked.join(), /^[^,]* bytes=30000-$/);
      });
      writeSync(file, content.subarray(50_000));
      assert.ok(await isWhole(folder));
      assert.deepEqual(await readdir(folder), ["a.bin"]);
    }));

  it("find the file where another machine has finished it and cleared up", () =>
    withFolder(async (folder) => {
      const answer: Parameters<typeof withServer>[0] = async (request, response) => {
        await writeFile(join(folder, "a.bin"), content);
        for (const name of await readdir(folder))
          if (name.endsWith(".part")) await rm(join(folder, name));
        giveFile(content)(request, response);
      };
      await withServer(answer, (fetch) => downloadFile("Set", folder, remote, { ...quick, fetch }));
      assert.ok(await isWhole(folder));
      assert.deepEqual(await readdir(folder), ["a.bin"]);
    }));
});

describe("downloads that a disk or the caller stops", () => {
  const withOld = (use: (folder: string) => Promise<void>) =>
    withFolder(async (folder) => {
      await writeFile(join(folder, "a.bin"), "old");
      await use(folder);
      assert.equal((await readFile(join(folder, "a.bin"))).toString(), "old");
      assert.equal((await readdir(folder)).length, 2);
      await withServer(giveFile(content), async (fetch, asked) => {
        await downloadFile("Set", folder, remote, { ...quick, fetch });
        assert.match(asked.join(), /^[^,]* bytes=[1-9]\d*-$/);
      });
      assert.ok(await isWhole(folder));
      assert.deepEqual(await readdir(folder), ["a.bin"]);
    });

  it("say that a disk is full, ask nobody else, keep the old file, and go on later", () =>
    withOld(async (folder) => {
      const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {
        code: "ENOSPC",
      });
      const { open } = promises;
      promises.open = async (path, ...rest) => {
        const file = await open(path, ...rest);
        const write = file.writeFile.bind(file);
        file.writeFile = async (data) => {
          await write((data as Uint8Array).subarray(0, 5000));
          throw full;
        };
        return file;
      };
      syncBuiltinESMExports();
      try {
        await withServer(giveFile(content), async (fetch, asked) => {
          const urls = [...remote.urls, "https://b.example/a.bin"];
          await assert.rejects(
            downloadFile("Set", folder, { ...remote, urls }, { ...quick, fetch }),
            { code: "WRITE_FAILED", cause: full, message: /ENOSPC.*; make room on the disk/ },
          );
          assert.equal(asked.length, 1);
        });
      } finally {
        promises.open = open;
        syncBuiltinESMExports();
      }
    }));

  it("go on later after a stop", () =>
    withOld(async (folder) => {
      const stop = new AbortController();
      const answer: Parameters<typeof withServer>[0] = (_, response) => {
        response.writeHead(200, { "content-length": content.length });
        response.write(content.subarray(0, 60_000));
      };
      const onProgress = () => stop.abort();
      await withServer(answer, async (fetch) => {
        const options = { ...quick, onProgress, fetch, signal: stop.signal };
        await assert.rejects(downloadFile("Set", folder, remote, options), { code: "ABORTED" });
      });
    }));

  it("name a folder that cannot be made", () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, "file"), "");
      await assert.rejects(downloadFile("Set", join(folder, "file", "x"), remote, quick), {
        code: "WRITE_FAILED",
        message:
          /^Set: .*a\.bin: expected to write what is downloaded, got (ENOTDIR|EEXIST|ENOENT)/,
      });
    }));
});

/** The states that a folder may be in after a power cut, at any step of a download into it. */
async function powerCuts(folder: string): Promise<Map<string, ReadonlyMap<string, Uint8Array>>> {
  const old = new TextEncoder().encode("old");
  const disk = memoryDisk({ "a.bin": old });
  const states = new Map<string, ReadonlyMap<string, Uint8Array>>();
  let written = 0;
  const note = () => {
    for (const names of disk.afterPowerCut())
      for (const fill of [0, written]) {
        // What was not forced out is gone, or its place is there without it.
        const found = [...names].map(([name, bytes]): [string, Uint8Array] => {
          const size = name === "a.bin" ? bytes.length : Math.max(bytes.length, fill);
          const filled = new Uint8Array(size);
          filled.set(bytes);
          return [name, filled];
        });
        const hash = createHash("sha256");
        for (const [name, bytes] of found) hash.update(`${name} ${bytes.length}:`).update(bytes);
        states.set(hash.digest("hex"), new Map(found));
      }
  };
  const { open, rename } = promises;
  promises.rename = async (from, to) => {
    await rename(from, to);
    await disk.ops.rename(basename(String(from)), basename(String(to)));
    note();
  };
  promises.open = async (path, ...rest) => {
    const file = await open(path, ...rest);
    if (!String(path).endsWith(".part")) return file;
    const mirror = await disk.ops.create(basename(String(path)));
    note();
    const write = file.writeFile.bind(file);
    file.writeFile = async (data) => {
      const bytes = data as Uint8Array;
      for (let at = 0; at < bytes.length; at += 9000) {
        const piece = bytes.subarray(at, at + 9000);
        await write(piece);
        written += await mirror.write(piece);
        note();
      }
    };
    const sync = file.sync.bind(file);
    file.sync = async () => {
      await sync();
      await mirror.sync();
      note();
    };
    return file;
  };
  syncBuiltinESMExports();
  try {
    await withServer(giveFile(content), (fetch) =>
      downloadFile("Set", folder, remote, { ...quick, fetch }),
    );
  } finally {
    Object.assign(promises, { open, rename });
    syncBuiltinESMExports();
  }
  return states;
}

describe("downloadFile and power cuts", () => {
  it("has the old file or the new one, and another run succeeds", () =>
    withFolder(async (root) => {
      await mkdir(join(root, "first"));
      const states = await powerCuts(join(root, "first"));
      assert.ok(states.size >= 14, `${states.size} states`);
      let news = 0;
      for (const [key, names] of states) {
        const folder = join(root, key);
        await mkdir(folder);
        for (const [name, bytes] of names) {
          if (name !== "a.bin") await writeFile(join(folder, elsewhere), bytes);
          else {
            const isNew = Buffer.from(bytes).equals(content);
            assert.ok(isNew || Buffer.from(bytes).toString() === "old", `${bytes.length} bytes`);
            if (isNew) news++;
            await writeFile(join(folder, name), bytes);
          }
        }
        await withServer(giveFile(content), (fetch) =>
          downloadFile("Set", folder, remote, { ...quick, fetch }),
        );
        assert.ok(await isWhole(folder));
        const left = await readdir(folder);
        if (names.size === 1) assert.deepEqual(left, ["a.bin"]);
      }
      assert.ok(news > 0);
    }));
});
