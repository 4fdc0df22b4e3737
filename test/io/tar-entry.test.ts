import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { tarEnd, tarEntry, tarEntrySize } from "../../src/io/tar-entry.ts";

describe("tarEntry", () => {
  it("writes the same bytes for the same file, in whole blocks", () => {
    for (const length of [0, 1, 511, 512, 513]) {
      const bytes = Buffer.concat(tarEntry("a.jpg", new Uint8Array(length)));
      assert.equal(bytes.length, tarEntrySize(length));
      assert.equal(bytes.length % 512, 0);
    }
    const archive = Buffer.concat([...tarEntry("a.cls", Buffer.from("7")), tarEnd]);
    assert.equal(
      createHash("sha256").update(archive).digest("hex").slice(0, 16),
      "0757a00e3623c124",
    );
  });

  it("refuses names that do not fit", () => {
    assert.throws(() => tarEntry("", new Uint8Array(0)), /a name of 1 to 100 bytes/);
    assert.throws(() => tarEntry("ä".repeat(51), new Uint8Array(0)), /shorten it/);
    tarEntry("a".repeat(100), new Uint8Array(0));
  });
});
