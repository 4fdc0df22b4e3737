import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tarEntry } from "../../src/io/tar-entry.ts";
import { isZero, parseTarHeader, TarFault, tarText } from "../../src/io/tar-header.ts";
import { withSum } from "../datasets/shards.ts";

const header = tarEntry("a.txt", new Uint8Array(5))[0]!;

describe("parseTarHeader", () => {
  it("reads name, size and type", () => {
    assert.deepEqual(parseTarHeader(header), { name: "a.txt", size: 5, type: "0" });
    const old = withSum(header, 0, (h) => h.fill(0, 156, 265));
    assert.deepEqual(parseTarHeader(old), { name: "a.txt", size: 5, type: "0" });
    const folder = withSum(old, 0, (h) => h.write("a/\0\0\0", 0));
    assert.equal(parseTarHeader(folder).type, "5");
  });

  it("puts POSIX's prefix before the name, and nothing of GNU's fields there", () => {
    const posix = withSum(header, 0, (h) => h.write("long/path", 345));
    assert.equal(parseTarHeader(posix).name, "long/path/a.txt");
    const gnu = withSum(posix, 0, (h) => h.write("ustar  \0", 257));
    assert.equal(parseTarHeader(gnu).name, "a.txt");
  });

  it("takes sums of signed bytes too, and no others", () => {
    const high = withSum(header, 0, (h) => h.write("\xe4", 0, "latin1"));
    const sum = Number.parseInt(high.toString("latin1", 148, 154), 8);
    const signed = Buffer.from(high);
    signed.write((sum - 256).toString(8).padStart(6, "0"), 148);
    assert.deepEqual(parseTarHeader(signed), parseTarHeader(high));
    signed.write((sum - 255).toString(8).padStart(6, "0"), 148);
    assert.throws(
      () => parseTarHeader(signed),
      (e: TarFault) => e.isChecksum,
    );
  });

  it("tells zeros, and text that is no UTF-8", () => {
    assert.deepEqual([isZero(new Uint8Array(512)), isZero(header)], [true, false]);
    assert.equal(tarText(Buffer.from("ab\0c")), "ab");
    assert.match(tarText(Uint8Array.of(0x61, 0xff)), /^\0/);
  });

  it("refuses letters in the size", () => {
    const bad = withSum(header, 0, (h) => h.write("0000000009\0", 124));
    assert.throws(() => parseTarHeader(bad), TarFault);
  });
});
