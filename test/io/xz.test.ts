import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { extractArchive } from "../../src/io/index.ts";
import { unxz } from "../../src/io/xz.ts";
import { withFolder } from "../datasets/temp-folder.ts";
import { sha256Xz, tarXz, twoStreams } from "../support/xz-files.ts";

async function* cutUp(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function text(bytes: Uint8Array, size = 1000): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of unxz("a.xz", cutUp(bytes, size))) parts.push(part);
  return Buffer.concat(parts).toString();
}

const damage = { code: "INVALID_FILE", message: /a\.xz.*a whole xz file/ };

describe("unxz", () => {
  it("gives all streams of a file, however they come", async () => {
    for (const size of [1, 7, 1000]) assert.equal(await text(twoStreams, size), "first, second");
  });

  it("notices every cut and every flipped bit of what it reads", async () => {
    const first = twoStreams.subarray(0, twoStreams.indexOf("\xfd7zXZ", 5, "latin1"));
    assert.equal(await text(first), "first, ");
    for (let cut = 0; cut < first.length; cut++)
      await assert.rejects(text(first.subarray(0, cut)), damage, `cut at ${cut}`);
    for (let bit = 0; bit < 8 * first.length; bit++) {
      const bytes = Buffer.from(first);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      const got = await text(bytes).catch((error) => error.code);
      assert.ok(got === "INVALID_FILE" || got === "first, ", `bit ${bit}: ${got}`);
    }
  });

  it("refuses checksums that it cannot compute, and garbage at the end", async () => {
    await assert.rejects(text(sha256Xz), { ...damage, hint: /xz -dk/ });
    await assert.rejects(text(Buffer.concat([twoStreams, Buffer.from("more")])), damage);
  });

  it("closes what it reads from, after damage and where nobody reads on", async () => {
    for (const bytes of [Buffer.alloc(100), twoStreams]) {
      let closed = false;
      const source = async function* () {
        try {
          while (true) yield bytes;
        } finally {
          closed = true;
        }
      };
      const reading = async () => {
        for await (const _ of unxz("a.xz", source())) break;
      };
      await reading().catch(() => {});
      assert.ok(closed);
    }
  });
});

describe("extractArchive", () => {
  it("unpacks .tar.xz and .xz, and stops bombs", () =>
    withFolder(async (root) => {
      await writeFile(join(root, "a.tar.xz"), tarXz);
      await extractArchive(join(root, "a.tar.xz"), join(root, "out"));
      assert.equal(await readFile(join(root, "out/set/one.txt"), "utf8"), "one");
      const two = await readFile(join(root, "out/set/deep/er/two.bin"));
      assert.deepEqual(two, Buffer.alloc(70_000, 7));
      await writeFile(join(root, "b.txt.xz"), twoStreams);
      await extractArchive(join(root, "b.txt.xz"), join(root, "out"));
      assert.equal(await readFile(join(root, "out/b.txt"), "utf8"), "first, second");
      const bomb = extractArchive(join(root, "a.tar.xz"), join(root, "no"), { maxBytes: 1000 });
      await assert.rejects(bomb, { code: "TOO_LARGE" });
      assert.deepEqual(await readdir(join(root, "no")), []);
    }));
});
