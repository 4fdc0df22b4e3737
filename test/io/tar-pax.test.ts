import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TarFault } from "../../src/io/tar-header.ts";
import { parsePax } from "../../src/io/tar-pax.ts";

const records = (text: string) => parsePax(Buffer.from(text));

describe("parsePax", () => {
  it("takes path and size, the last of each, and passes others over", () => {
    assert.deepEqual(records(""), { isSparse: false });
    const text = "12 path=a/b\n12 path=c d\n13 size=1234\n20 mtime=1350244992.0\n";
    assert.throws(() => records(text), TarFault); // the last length is wrong
    const good = "12 path=a/b\n12 path=c d\n13 size=1234\n23 mtime=1350244992.02\n";
    assert.deepEqual(records(good), { isSparse: false, path: "c d", size: 1234 });
    assert.deepEqual(records("11 path=ä\n"), { isSparse: false, path: "ä" });
    assert.equal(records("22 GNU.sparse.major=1\n").isSparse, true);
  });

  it("lets line breaks and equals signs into values", () => {
    assert.deepEqual(records("16 path=a=b\nc=d\n"), { isSparse: false, path: "a=b\nc=d" });
  });

  it("refuses every cut, and what is no record", () => {
    const good = "12 path=a/b\n13 size=1234\n";
    for (let cut = 1; cut < good.length; cut++)
      if (cut !== 12) assert.throws(() => records(good.slice(0, cut)), TarFault, `cut ${cut}`);
    for (const bad of [
      "0 a=b\n",
      "3 \n",
      "5 abc\n",
      "6 =abc\n",
      "-6 a=b\n",
      "99999999 a=b\n",
      " a",
    ])
      assert.throws(() => records(bad), TarFault, bad);
    for (const size of ["-1", "1.5", "x", "9007199254740993"]) {
      const length = 9 + size.length;
      assert.throws(() => records(`${length} size=${size}\n`), TarFault, size);
    }
  });

  it("gives names that are no UTF-8 a NUL, so that nobody takes them", () => {
    const bytes = Buffer.from("11 path=XY\n");
    bytes[8] = 0xff;
    assert.match(parsePax(bytes).path!, /^\0/);
  });
});
