import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Fetch } from "../../src/io/index.ts";
import { type StreamUrlOptions, shownUrl, streamUrl } from "../../src/io/stream-url.ts";
import { VisionError } from "../../src/util/errors.ts";
import { giveFile, withServer } from "../support/file-server.ts";

const content = Uint8Array.from({ length: 200_000 }, (_, i) => (i * i) % 251);
const url = "https://first.example/a.tar";

async function all(fetch: Fetch, options: StreamUrlOptions = {}, address = url): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const quick = { retryDelay: 1, fetch, ...options };
  for await (const part of streamUrl("Test", address, quick)) parts.push(part);
  return Buffer.concat(parts);
}

async function refusal(action: Promise<unknown>): Promise<VisionError> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof VisionError, String(error));
  return error;
}

type Answer = Parameters<typeof withServer>[0];

// Breaks off after `step` bytes, as often as it is asked for more than that.
function breaking(step: number, { ranges = true, tag = (): string => '"a"' } = {}): Answer {
  return (request, response) => {
    const asked = Number(/\d+/.exec(request.headers.range ?? "0")?.[0]);
    const start = ranges ? asked : 0;
    const end = Math.min(asked + step, content.length);
    const range = { "content-range": `bytes ${start}-${content.length - 1}/${content.length}` };
    response.writeHead(start > 0 ? 206 : 200, {
      "content-length": content.length - start,
      etag: tag(),
      ...(start > 0 ? range : {}),
    });
    response.write(content.subarray(start, end), () => {
      if (end === content.length) response.end();
      else response.destroy();
    });
  };
}

describe("streamUrl", () => {
  it("gives the bytes of a file", () =>
    withServer(giveFile(content), async (fetch, asked) => {
      assert.ok((await all(fetch)).equals(content));
      assert.equal(asked.length, 1);
      assert.ok((await all(globalThis.fetch, {}, (await here(fetch))!)).equals(content));
    }));

  it("goes on after every cut, by ranges or over what is known", () =>
    withServer(breaking(50_000), async (fetch, asked) => {
      assert.ok((await all(fetch)).equals(content));
      assert.ok(asked.length >= 4 && asked.every((one, i) => i === 0 || /bytes=\d+-$/.test(one)));
      await withServer(breaking(90_000, { ranges: false }), async (other) => {
        assert.ok((await all(other)).equals(content));
      });
    }));

  it("gives up after some attempts without a byte, and names the address without its secrets", () =>
    withServer(breaking(0), async (fetch, asked) => {
      const error = await refusal(all(fetch, { attempts: 3 }, `${url}?signature=secret`));
      assert.deepEqual(
        [error.code, error.file, error.offset, asked.length],
        ["NETWORK", url, 0, 3],
      );
      assert.doesNotMatch(error.message, /secret/);
    }));

  it("does not try again what cannot get better", () =>
    withServer(
      (_, response) => void response.writeHead(404).end(),
      async (fetch, asked) => {
        const error = await refusal(all(fetch));
        assert.match(
          error.message,
          /^Test: https:\/\/first\.example\/a\.tar at byte 0: .*status 404/,
        );
        assert.equal(asked.length, 1);
      },
    ));

  it("refuses the rest of another file", async () => {
    let tags = 0;
    const other = breaking(50_000, { tag: () => `"${tags++}"` });
    await withServer(other, async (fetch) => {
      const error = await refusal(all(fetch));
      assert.equal(error.code, "MISMATCH");
      assert.ok(error.offset! > 0);
    });
    await withServer(
      (request, response) => {
        if (request.headers.range !== undefined) return void response.writeHead(416).end();
        breaking(10)(request, response);
      },
      async (fetch) => assert.equal((await refusal(all(fetch))).code, "MISMATCH"),
    );
  });

  it("does not wait for ever for a byte, but as long as it takes for its reader", () =>
    withServer(
      (request, response) => {
        if (request.headers.range === undefined) {
          response.writeHead(200, { "content-length": content.length });
          response.write(content.subarray(0, 1000));
        } else giveFile(content)(request, response);
      },
      async (fetch) => {
        assert.ok((await all(fetch, { idleTimeout: 60 })).equals(content));
      },
    ));

  it("never goes from https to http", () =>
    withServer(
      (_, response) => void response.writeHead(302, { location: "http://x.example/" }).end(),
      async (fetch) => assert.equal((await refusal(all(fetch))).code, "NETWORK"),
    ));

  it("closes the connection when its reader leaves", () =>
    withServer(breaking(60_000), async (fetch) => {
      for await (const part of streamUrl("Test", url, { fetch })) {
        assert.ok(part.length > 0);
        break;
      }
    }));
});

// The server's own address: plain http, as the user wrote it.
async function here(fetchThere: Fetch): Promise<string | undefined> {
  const signal = new AbortController().signal;
  const response = await fetchThere(url, { headers: {}, signal, redirect: "manual" });
  await response.body?.cancel();
  return response.url;
}

describe("shownUrl", () => {
  it("leaves out what may be a secret", () => {
    assert.equal(
      shownUrl("https://me:pw@h.example:8/a/b.tar?k=1#x"),
      "https://h.example:8/a/b.tar",
    );
    assert.equal(shownUrl("a/b.tar"), "a/b.tar");
  });
});
