import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { weightsFile } from "../../src/models/index.ts";
import { giveFile, withServer } from "../support/file-server.ts";
import { entryOf, sha256Of, withCaches } from "./fake-weights.ts";

const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) % 251);
const entry = entryOf("resnet18", bytes);
const file = entry.url.slice(entry.url.lastIndexOf("/") + 1);
const never = () => Promise.reject(new Error("asked the network"));
const quick = { retryDelay: 1, attempts: 2 };

describe("weightsFile", () => {
  it("downloads once, into the cache, by the name that PyTorch has", () =>
    withCaches(({ cache }) =>
      withServer(giveFile(bytes), async (fetch, asked) => {
        const path = await weightsFile(entry, { download: { ...quick, fetch } });
        assert.equal(path, join(cache, file));
        assert.equal(await weightsFile(entry, { download: { ...quick, fetch: never } }), path);
        assert.ok((await readFile(path)).equals(bytes));
        assert.equal(asked.length, 1);
        assert.match(asked[0]!, new RegExp(`/models/${file}$`));
        assert.deepEqual(await readdir(cache), [file]);
      }),
    ));

  it("takes torch.hub's file where it is the right one, and leaves it alone where not", () =>
    withCaches(async ({ cache, hub }) => {
      const shared = join(hub, file);
      await writeFile(shared, bytes);
      assert.equal(await weightsFile(entry, { download: { fetch: never } }), shared);
      await assert.rejects(readdir(cache), { code: "ENOENT" });
      await writeFile(shared, "cut");
      await withServer(giveFile(bytes), async (fetch) => {
        const path = await weightsFile(entry, { download: { ...quick, fetch } });
        assert.equal(path, join(cache, file));
      });
      assert.equal(await readFile(shared, "utf8"), "cut");
    }));

  it("refuses a file of another digest, tells both, and leaves nothing", () =>
    withCaches(({ cache }) =>
      withServer(giveFile(bytes.subarray(1)), async (fetch) => {
        await assert.rejects(weightsFile(entry, { download: { ...quick, fetch } }), {
          code: "MISMATCH",
          got: sha256Of(bytes.subarray(1)),
          message: new RegExp(`models: .*${file}: expected SHA-256 ${entry.sha256}\\.\\.\\., got `),
        });
        assert.deepEqual(await readdir(cache), []);
      }),
    ));

  it("fetches a damaged file of the cache anew", () =>
    withCaches(async ({ cache }) => {
      await mkdir(cache, { recursive: true });
      await writeFile(join(cache, file), bytes.subarray(0, 50_000));
      await withServer(giveFile(bytes), async (fetch) => {
        const path = await weightsFile(entry, { download: { ...quick, fetch } });
        assert.ok((await readFile(path)).equals(bytes));
      });
    }));

  it("goes on after a cut, across calls, and never shows half a file", () =>
    withCaches(async ({ cache }) => {
      let cuts = 1;
      const asked = await withServer(
        (request, response) => {
          if (cuts-- <= 0) return giveFile(bytes)(request, response);
          response.writeHead(200, { "content-length": bytes.length });
          response.write(bytes.subarray(0, 60_000));
          setTimeout(() => response.destroy(), 300); // what has not been read by then is lost
        },
        async (fetch, asked) => {
          const download = { ...quick, attempts: 1, fetch };
          await assert.rejects(weightsFile(entry, { download }), { code: "NETWORK" });
          assert.ok(!(await readdir(cache)).includes(file));
          await weightsFile(entry, { download });
          assert.deepEqual(await readdir(cache), [file]);
          return asked;
        },
      );
      assert.match(asked[1]!, /bytes=[1-9]\d*-$/);
    }));

  it("fetches nothing offline, and says from where to where the file goes", () =>
    withCaches(async ({ cache }) => {
      process.env["TSVISION_OFFLINE"] = "1";
      await assert.rejects(weightsFile(entry, { download: { fetch: never } }), {
        code: "NOT_FOUND",
        file: join(cache, file),
        message: new RegExp(`TSVISION_OFFLINE=1.*fetch ${entry.url} to this place`),
      });
      await mkdir(cache, { recursive: true });
      await writeFile(join(cache, file), bytes);
      assert.equal(await weightsFile(entry), join(cache, file));
    }));

  it("asks a mirror first, then PyTorch, and names all that it tried", () =>
    withCaches(({ cache }) =>
      withServer(
        (_, response) => void response.writeHead(404).end(),
        async (fetch, asked) => {
          process.env["TSVISION_MIRROR"] = "https://mirror.example/torch";
          await assert.rejects(weightsFile(entry, { download: { ...quick, fetch } }), {
            code: "NETWORK",
            file: join(cache, file),
            message: new RegExp(
              `mirror.example/torch/models/${file} \\(status 404\\), ${entry.url} \\(status 404\\)`,
            ),
          });
          assert.deepEqual(
            asked.map((line) => line.replace(/^[^/]*/, "")),
            [`/torch/models/${file}`, `/models/${file}`],
          );
          assert.deepEqual(await readdir(cache), []);
        },
      ),
    ));

  it("is not led to other hosts, nor fed more than the file", () =>
    withCaches(async ({ cache }) => {
      await withServer(
        (_, response) => void response.writeHead(302, { location: "https://evil.example/" }).end(),
        async (fetch) => {
          await assert.rejects(weightsFile(entry, { download: { ...quick, fetch } }), {
            code: "NETWORK",
            message: /another host: https:\/\/evil\.example\//,
          });
        },
      );
      await withServer(giveFile(new Uint8Array(2 * bytes.length)), async (fetch) => {
        await assert.rejects(weightsFile(entry, { download: { ...quick, fetch } }), {
          code: "TOO_LARGE",
        });
      });
      assert.deepEqual(await readdir(cache), []);
    }));

  it("lets several at once end in one file", () =>
    withCaches(({ cache }) =>
      withServer(giveFile(bytes), async (fetch) => {
        const all = Array.from({ length: 8 }, () =>
          weightsFile(entry, { download: { ...quick, fetch } }),
        );
        assert.equal(new Set(await Promise.all(all)).size, 1);
        assert.deepEqual(await readdir(cache), [file]);
      }),
    ));
});
