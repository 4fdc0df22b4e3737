import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, it } from "node:test";
import { type DownloadOptions, downloadFile } from "../../src/io/index.ts";
import { thisMachine } from "../../src/io/temporary-path.ts";
import { VisionError } from "../../src/util/errors.ts";
import { withFolder } from "../datasets/temp-folder.ts";
import { giveFile, withServer } from "../support/file-server.ts";

const content = Uint8Array.from({ length: 200_000 }, (_, i) => (i * i) % 251);
const md5 = createHash("md5").update(content).digest("hex");
const sha256 = createHash("sha256").update(content).digest("hex");
const remote = { file: "a.bin", urls: ["https://first.example/x/a.bin"], md5 };
const quick: DownloadOptions = { retryDelay: 1, onProgress: () => undefined };

afterEach(() => {
  delete process.env["TSVISION_MIRROR"];
  delete process.env["TSVISION_OFFLINE"];
});

async function code(action: Promise<unknown>): Promise<VisionError> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof VisionError, String(error));
  return error;
}

describe("downloadFile", () => {
  it("fetches once, checks the digest and leaves nothing else", () =>
    withFolder((folder) =>
      withServer(giveFile(content), async (fetch, asked) => {
        const path = await downloadFile("Set", folder, remote, { ...quick, fetch });
        assert.equal(path, join(folder, "a.bin"));
        assert.ok((await readFile(path)).equals(content));
        await downloadFile("Set", folder, { ...remote, sha256 }, { ...quick, fetch });
        assert.equal(asked.length, 1);
        assert.deepEqual(await readdir(folder), ["a.bin"]);
      }),
    ));

  it("replaces a file of other content, and keeps it where the new one is wrong too", () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, "a.bin"), "old");
      await withServer(giveFile(Uint8Array.of(1, 2)), async (fetch) => {
        const error = await code(downloadFile("Set", folder, remote, { ...quick, fetch }));
        assert.equal(error.code, "MISMATCH");
        assert.match(error.message, /^Set: .*a\.bin: expected MD5 .*, got "0cb988d042a7f28dd5fe2b/);
      });
      assert.deepEqual(await readdir(folder), ["a.bin"]);
      assert.equal(await readFile(join(folder, "a.bin"), "utf8"), "old");
      await withServer(giveFile(content), (fetch) =>
        downloadFile("Set", folder, remote, { ...quick, fetch }),
      );
      assert.ok((await readFile(join(folder, "a.bin"))).equals(content));
    }));

  it("goes on after a break, in the same call and in a later one", () =>
    withFolder(async (folder) => {
      let breaks = 2;
      const answer: Parameters<typeof withServer>[0] = (request, response) => {
        if (breaks-- <= 0) return giveFile(content)(request, response);
        const start = Number(/\d+/.exec(request.headers.range ?? "0")?.[0]);
        const rest = content.length - start;
        const range = { "content-range": `bytes ${start}-${content.length - 1}/${content.length}` };
        response.writeHead(start > 0 ? 206 : 200, { "content-length": rest, ...range });
        response.write(content.subarray(start, start + 70_000), () => response.destroy());
      };
      await withServer(answer, async (fetch, asked) => {
        const first = await code(
          downloadFile("Set", folder, remote, { ...quick, attempts: 1, fetch }),
        );
        assert.equal(first.code, "NETWORK");
        assert.match(first.message, /tried|first\.example\/x\/a\.bin \(/);
        assert.match((await readdir(folder))[0]!, /^\.a\.bin\.[\da-f]{12}-0-.*\.part$/);
        await downloadFile("Set", folder, remote, { ...quick, fetch });
        assert.ok((await readFile(join(folder, "a.bin"))).equals(content));
        assert.ok(
          asked.slice(1).every((line) => /bytes=[1-9]\d*-$/.test(line)),
          asked.join(),
        );
        assert.deepEqual(await readdir(folder), ["a.bin"]);
      });
    }));

  it("goes on with what a dead process left, and leaves a living one's file alone", () =>
    withFolder(async (folder) => {
      const { pid } = spawnSync(process.execPath, ["-e", ""]);
      const id = "00000000-0000-0000-0000-000000000000";
      const here = `.a.bin.${thisMachine()}`;
      const alive = `${here}-${process.ppid}-${id}.part`;
      await writeFile(join(folder, alive), "under way");
      await writeFile(join(folder, `${here}-${pid}-${id}.part`), content.subarray(0, 1234));
      await withServer(giveFile(content), async (fetch, asked) => {
        await downloadFile("Set", folder, remote, { ...quick, fetch });
        assert.match(asked.join(), /^[^,]* bytes=1234-$/);
      });
      assert.ok((await readFile(join(folder, "a.bin"))).equals(content));
      assert.deepEqual((await readdir(folder)).sort(), [alive, "a.bin"].sort());
    }));

  it("starts anew where a leftover belongs to another file or is too long", async () => {
    for (const leftover of [Buffer.alloc(100, 9), Buffer.alloc(300_000)])
      await withFolder(async (folder) => {
        const name = ".a.bin.0-00000000-0000-0000-0000-000000000000.part";
        await writeFile(join(folder, name), leftover);
        await withServer(giveFile(content), (fetch) =>
          downloadFile("Set", folder, remote, { ...quick, fetch }),
        );
        assert.ok((await readFile(join(folder, "a.bin"))).equals(content));
        assert.deepEqual(await readdir(folder), ["a.bin"]);
      });
  });

  it("follows three redirects to https, and no others", () =>
    withFolder((folder) =>
      withServer(
        (request, response) => {
          const left = Number(/\d+$/.exec(request.url ?? "")?.[0] ?? 0);
          if (request.url === "/down")
            response.writeHead(302, { location: "http://first.example/0" }).end();
          else if (left > 0) response.writeHead(301, { location: `/${left - 1}` }).end();
          else giveFile(content)(request, response);
        },
        async (fetch) => {
          const from = (path: string) =>
            downloadFile(
              "Set",
              folder,
              { ...remote, urls: [`https://first.example/${path}`] },
              { ...quick, fetch },
            );
          assert.match((await code(from("4"))).message, /more redirects/);
          assert.match((await code(from("down"))).message, /no https: http:\/\/first/);
          await from("3");
          const plain = { ...remote, file: "b.bin", urls: ["http://first.example/0"] };
          const error = await code(downloadFile("Set", folder, plain, { ...quick, fetch }));
          assert.match(error.message, /no https/);
        },
      ),
    ));

  it("lets an address lead to the hosts that are named only, a mirror anywhere", () =>
    withFolder((folder) =>
      withServer(
        (request, response) => {
          if (request.url === "/to" || request.url === "/m/Set/a.bin")
            return void response.writeHead(302, { location: "https://b.example/x" }).end();
          giveFile(content)(request, response);
        },
        async (fetch, asked) => {
          const hosts = ["a.example"];
          const there = { ...remote, hosts, urls: ["https://a.example/to"] };
          const error = await code(downloadFile("Set", folder, there, { ...quick, fetch }));
          assert.match(error.message, /a\.example\/to \(another host: https:\/\/b\.example\/x\)/);
          assert.equal(asked.length, 1);
          process.env["TSVISION_MIRROR"] = "https://c.example/m";
          await downloadFile("Set", folder, there, { ...quick, fetch });
        },
      ),
    ));

  it("stops at the limit, announced or not", async () => {
    for (const announced of [true, false])
      await withFolder((folder) =>
        withServer(
          (_, response) => {
            if (announced) response.setHeader("content-length", content.length);
            response.end(content);
          },
          async (fetch) => {
            const options = { ...quick, fetch, maxBytes: 100_000 };
            assert.equal(
              (await code(downloadFile("S", folder, remote, options))).code,
              "TOO_LARGE",
            );
            assert.deepEqual(await readdir(folder), []);
          },
        ),
      );
  });

  it("tries the mirror first, then every address, and names them all", () =>
    withFolder((folder) =>
      withServer(
        (_, response) => void response.writeHead(404).end(),
        async (fetch, asked) => {
          process.env["TSVISION_MIRROR"] = "https://mirror.example/sets/";
          const urls = ["https://first.example/1", "https://second.example/2"];
          const error = await code(
            downloadFile("Set", folder, { ...remote, urls }, { ...quick, fetch }),
          );
          assert.equal(error.code, "NETWORK");
          assert.match(
            error.message,
            /sets\/Set\/a\.bin \(status 404\).*first.*\/1 \(status 404\).*second.*\/2 \(status 404\)/,
          );
          assert.deepEqual(
            asked.map((line) => line.replace(/^[^/]*/, "")),
            ["/sets/Set/a.bin", "/1", "/2"],
          );
        },
      ),
    ));

  it("fetches nothing offline, and says what would be needed", () =>
    withFolder(async (folder) => {
      process.env["TSVISION_OFFLINE"] = "1";
      const error = await code(downloadFile("Set", folder, remote, quick));
      assert.equal(error.code, "NOT_FOUND");
      assert.match(error.message, /TSVISION_OFFLINE=1.*fetch https:\/\/first\.example/);
      await writeFile(join(folder, "a.bin"), content);
      await downloadFile("Set", folder, remote, quick);
    }));

  it("gives up on silence, and at once when asked to", () =>
    withFolder((folder) =>
      withServer(
        (_, response) => void response.writeHead(200, { "content-length": 10 }).write("x"),
        async (fetch) => {
          const silent = { ...quick, fetch, idleTimeout: 50, attempts: 2 };
          assert.match((await code(downloadFile("S", folder, remote, silent))).message, /no byte/);
          const stop = new AbortController();
          setTimeout(() => stop.abort(), 50);
          const asked = { ...quick, fetch, signal: stop.signal };
          assert.equal((await code(downloadFile("S", folder, remote, asked))).code, "ABORTED");
        },
      ),
    ));

  it("lets several at once end in one whole file", () =>
    withFolder((folder) =>
      withServer(giveFile(content), async (fetch) => {
        const all = Array.from({ length: 8 }, () =>
          downloadFile("Set", folder, remote, { ...quick, fetch }),
        );
        await Promise.all(all);
        assert.ok((await readFile(join(folder, "a.bin"))).equals(content));
        assert.deepEqual(await readdir(folder), ["a.bin"]);
      }),
    ));
});
