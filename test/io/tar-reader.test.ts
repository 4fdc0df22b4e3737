import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tarEnd, tarEntry } from "../../src/io/tar-entry.ts";
import { TarReader } from "../../src/io/tar-reader.ts";

const names = ["1.jpg", "1.cls", "2.jpg"];
const archive = Buffer.concat([
  ...names.flatMap((name, i) => tarEntry(name, Buffer.alloc(300 * i + 1, 65 + i))),
  tarEnd,
]);

async function* pieces(size: number) {
  for (let at = 0; at < archive.length; at += size) yield archive.subarray(at, at + size);
}

describe("TarReader", () => {
  it("waits only for bytes that are not here, and gives the same either way", async () => {
    for (const size of [archive.length, 1536, 700, 512, 1]) {
      const asked: string[] = [];
      const want = (name: string) => {
        asked.push(name);
        return name !== "1.cls";
      };
      const reader = new TarReader(pieces(size), { who: "Test", file: "x.tar", want });
      const given: unknown[] = [];
      let waits = 0;
      while (true) {
        const step = reader.next();
        if (step instanceof Promise) waits++;
        const member = await step;
        if (typeof member === "string") break;
        const { name, offset, bytes } = member;
        given.push([name, offset, bytes && Buffer.from(bytes).toString("latin1")]);
        assert.ok(bytes === undefined || bytes.buffer.byteLength === bytes.length);
      }
      assert.deepEqual(given, [
        ["1.jpg", 0, "A"],
        ["1.cls", 1024, undefined],
        ["2.jpg", 2048, "C".repeat(601)],
      ]);
      assert.deepEqual(asked, names);
      if (size === archive.length) assert.equal(waits, 2); // for the first bytes, and the end
      if (size < 1024) assert.equal(waits, 4);
    }
  });

  it("throws what is wrong with bytes that are here, where the entry begins", async () => {
    const damaged = Buffer.from(archive);
    damaged[1024 + 124] = 0x39; // a digit of the second size
    const source = (async function* () {
      yield damaged;
    })();
    const reader = new TarReader(source, { who: "Test", file: "x.tar" });
    await reader.next();
    assert.throws(() => reader.next(), { code: "TAR_CHECKSUM", file: "x.tar", offset: 1024 });
    await reader.close();
  });
});
