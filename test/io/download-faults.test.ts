import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { downloadFile } from "../../src/io/index.ts";
import { withFolder } from "../datasets/temp-folder.ts";
import { giveFile, withServer } from "../support/file-server.ts";

const content = Uint8Array.from({ length: 200_000 }, (_, i) => (i * i) % 251);
const sha256 = createHash("sha256").update(content).digest("hex");
const remote = { file: "a.bin", urls: ["https://a.example/a.bin"], sha256 };

// A process that fetches the file. At its `stopAt`-th step (a piece of 10,000 bytes that is written, both
// sides of the flush and of the rename) it ends itself as `kill -9` would.
const program = `
  import promises from "node:fs/promises";
  import { syncBuiltinESMExports } from "node:module";
  const [folder, port, stopAt] = process.argv.slice(1);
  let left = Number(stopAt);
  const step = () => left-- === 0 && process.kill(process.pid, "SIGKILL");
  const around = (work) => async (...values) => {
    step();
    const result = await work(...values);
    step();
    return result;
  };
  const { open, rename } = promises;
  promises.rename = around(rename);
  promises.open = async (...values) => {
    const file = await open(...values);
    const write = file.writeFile.bind(file);
    file.writeFile = async (bytes) => {
      for (let at = 0; at < bytes.length; at += 10_000) {
        await write(bytes.subarray(at, at + 10_000));
        step();
      }
    };
    file.sync = around(file.sync.bind(file));
    return file;
  };
  syncBuiltinESMExports();
  const { downloadFile } = await import(${JSON.stringify(new URL("../../src/io/download.js", import.meta.url).href)});
  const there = (url, request) =>
    fetch(url.replace("https://a.example", "http://127.0.0.1:" + port), request);
  await downloadFile("Set", folder, ${JSON.stringify(remote)}, { fetch: there });
`;

async function fetchInProcess(folder: string, port: number, stopAt: number) {
  const argv = ["--input-type=module", "-e", program, folder, `${port}`, `${stopAt}`];
  const child = spawn(process.execPath, argv);
  let stderr = "";
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  const [code, signal] = await once(child, "close");
  return { code, signal, stderr };
}

const isNew = async (folder: string) => (await readFile(join(folder, "a.bin"))).equals(content);

describe("downloadFile in other processes", () => {
  it("ended by SIGKILL at any step leaves the old file or the new one, and is gone on with", async () => {
    let resumed = 0;
    const end = await withServer(giveFile(content), async (fetch, asked, port) => {
      for (let stopAt = 0; ; stopAt++) {
        const signal = await withFolder(async (folder) => {
          await writeFile(join(folder, "a.bin"), "old");
          const { code, signal, stderr } = await fetchInProcess(folder, port, stopAt);
          if (signal === null) assert.deepEqual([code, stderr], [0, ""]);
          else assert.equal(signal, "SIGKILL");
          const found = await readFile(join(folder, "a.bin"));
          assert.ok(found.equals(content) || found.equals(Buffer.from("old")), `step ${stopAt}`);
          asked.length = 0;
          await downloadFile("Set", folder, remote, { fetch });
          assert.ok(await isNew(folder), `step ${stopAt}`);
          assert.deepEqual(await readdir(folder), ["a.bin"]);
          if (asked.some((line) => /bytes=[1-9]/.test(line))) resumed++;
          return signal;
        });
        if (signal === null) return stopAt;
      }
    });
    assert.ok(end >= 24, `${end} steps`);
    assert.ok(resumed >= 20, `${resumed} gone on with`);
  });

  it("lets eight at once end in one whole file", () =>
    withFolder(async (folder) => {
      const waiting: (() => void)[] = [];
      const answer: Parameters<typeof withServer>[0] = (request, response) => {
        waiting.push(() => giveFile(content)(request, response));
        if (waiting.length === 8) for (const go of waiting) go(); // all are under way
      };
      await withServer(answer, async (_, asked, port) => {
        const all = Array.from({ length: 8 }, () => fetchInProcess(folder, port, -1));
        for (const end of await Promise.all(all))
          assert.deepEqual(end, { code: 0, signal: null, stderr: "" });
        assert.equal(asked.length, 8);
      });
      assert.ok(await isNew(folder));
      assert.deepEqual(await readdir(folder), ["a.bin"]);
    }));
});
