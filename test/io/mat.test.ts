import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { type MatValue, parseMat, readMat } from "../../src/io/mat.ts";
import { VisionError } from "../../src/util/errors.ts";
import { fixture } from "../support/paths.ts";

interface Golden {
  readonly name: string;
  readonly compressed: boolean;
  readonly base64: string;
  readonly values: Record<string, unknown>;
}

const files: Golden[] = JSON.parse(readFileSync(fixture("golden/datasets/mat.json"), "utf8")).files;

function plain(value: MatValue): unknown {
  if (value.kind === "text") return { text: value.text };
  const { shape } = value;
  if (value.kind === "numbers") return { shape, data: Array.from(value.data, Number) };
  if (value.kind === "cell") return { shape, items: value.items.map(plain) };
  const fields = [...value.fields].map(([name, list]) => [name, list.map(plain)]);
  return { shape, fields: Object.fromEntries(fields) };
}

const read = (bytes: Buffer) => parseMat("a.mat", bytes);

describe("readMat", () => {
  for (const { name, compressed, base64, values } of files)
    it(`reads what SciPy reads: ${name}${compressed ? ", compressed" : ""}`, async () => {
      const found = await read(Buffer.from(base64, "base64"));
      const got = Object.fromEntries([...found].map(([key, value]) => [key, plain(value)]));
      // SciPy gives empty text as an empty array of text.
      assert.deepEqual(got, values);
    });

  it("says at which byte a cut or bent file breaks", async () => {
    for (const { name, base64 } of files.filter(({ compressed }) => !compressed)) {
      const whole = Buffer.from(base64, "base64");
      for (let end = 129; end < whole.length; end += 7) {
        const error = await read(whole.subarray(0, end)).catch((reason: unknown) => reason);
        if (error instanceof Map) continue; // cut between two variables
        assert.ok(error instanceof VisionError, `${name} at ${end}: ${error}`);
        assert.equal(error.code, "INVALID_FILE");
        assert.ok(error.offset !== undefined && error.offset <= end);
      }
      for (let at = 124; at < whole.length; at++) {
        const bent = Buffer.from(whole);
        bent[at]! ^= 0xff;
        const error = await read(bent).catch((reason: unknown) => reason);
        assert.ok(error instanceof Map || error instanceof VisionError, `${name} ${at}: ${error}`);
      }
    }
  });

  it("refuses what it does not read", async () => {
    const head = Buffer.alloc(128, " ");
    await assert.rejects(read(head), { code: "INVALID_FILE", offset: 126 });
    head.write("\x00\x02IM", 124, "latin1");
    await assert.rejects(read(head), { code: "UNSUPPORTED_FORMAT" });
    await assert.rejects(readMat("no/such.mat"), { code: "NOT_FOUND" });
  });

  it("reads compressed variables beside large ones, whose size lets much unfold", async () => {
    const { base64, values } = files.find(
      ({ name, compressed }) => name === "images" && compressed,
    )!;
    const zeros = Buffer.alloc(45_000_000);
    const large = Buffer.concat([
      Buffer.from([6, 0, 0, 0, 8, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0]), // flags: uint8
      Buffer.from([5, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0x40, 0xa5, 0xae, 2]), // [1, 45,000,000]
      Buffer.from([1, 0, 3, 0, 98, 105, 103, 0]), // "big"
      Buffer.from([2, 0, 0, 0, 0x40, 0xa5, 0xae, 2]),
      zeros,
    ]);
    const tag = Buffer.alloc(8);
    tag.writeUInt32LE(14, 0);
    tag.writeUInt32LE(large.length, 4);
    const found = await read(Buffer.concat([Buffer.from(base64, "base64"), tag, large]));
    assert.deepEqual(plain(found.get("X")!), values["X"]);
    assert.deepEqual(found.get("big")?.shape, [1, 45_000_000]);
  });

  it("stops what unfolds too far", async () => {
    const packed = files.find(({ compressed }) => compressed)!;
    const bytes = Buffer.from(packed.base64, "base64");
    bytes[140]! ^= 0xff;
    await assert.rejects(read(bytes), { code: "INVALID_FILE", message: /whole compressed data/ });
  });
});
