import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { load } from "../../src/models/load.ts";
import { parsePth, readPth } from "../../src/models/pth.ts";
import { refuseIn } from "../../src/models/pth-errors.ts";
import { readZip } from "../../src/models/pth-zip.ts";
import { VisionError } from "../../src/util/errors.ts";
import { fixture } from "../support/paths.ts";
import { factsOf } from "../support/pth-facts.ts";
import { pickle, storageId, tensorOf, zipOf } from "../support/pth-files.ts";

const golden = (name: string) => readFileSync(fixture("golden", "pth", name));
const folder = mkdtempSync(join(tmpdir(), "tsvision-pth-"));
after(() => rmSync(folder, { recursive: true }));

function refusal(bytes: Uint8Array): string {
  try {
    parsePth(bytes, { file: "x.pth" });
  } catch (error) {
    assert.ok(error instanceof VisionError, String(error));
    assert.equal(error.file, "x.pth");
    assert.equal(typeof error.offset, "number");
    return `${error.code} ${error.message}`;
  }
  return "read";
}

type Records = [name: string, bytes: Uint8Array][];

function recordsOf(bytes: Uint8Array): Records {
  const { records } = readZip(bytes, refuseIn("golden"));
  return [...records].map(([name, { bytes: content }]) => [name, content]);
}

test("files that say big are read with the bytes of each element turned", () => {
  const sizes = { float32: 4, float64: 8, int64: 8, int32: 4, int16: 2, bfloat16: 2, bool: 1 };
  for (const [dtype, size] of Object.entries(sizes)) {
    const bytes = golden(`${dtype}.pth`);
    const records = recordsOf(bytes).map(([name, content]): Records[number] => {
      if (!name.includes("/data/")) return [name, content];
      const turned = Array.from({ length: content.length / size }, (_, i) =>
        Uint8Array.from(content.subarray(size * i, size * (i + 1))).reverse(),
      );
      return [name, Buffer.concat(turned)];
    });
    const big = zipOf([...records, [`${dtype}/byteorder`, Buffer.from("big")]]);
    const before = Buffer.from(big);
    assert.equal(factsOf(parsePth(big).value), factsOf(parsePth(bytes).value), dtype);
    assert.deepEqual(big, before);
    const other = zipOf([...records, [`${dtype}/byteorder`, Buffer.from("middle")]]);
    assert.match(refusal(other), /^INVALID_FILE .*the byte order little or big, got "middle"/);
  }
});

const weight = tensorOf(storageId("torch\nFloatStorage", "K\x02"));
const parts: Records = [
  ["a/data.pkl", pickle(`${weight}.`)],
  ["a/data/0", Buffer.from(Float32Array.of(1, -2).buffer)],
  ["a/version", Buffer.from("3\n")],
];
const read = factsOf(parsePth(zipOf(parts)).value);

test("reads the records that PyTorch 2 adds (crafted: the reference here is 1.13)", () => {
  const added: Records = [
    ["a/.format_version", Buffer.from("1")],
    ["a/.storage_alignment", Buffer.from("64")],
    ["a/byteorder", Buffer.from("little")],
    ["a/.data/serialization_id", Buffer.from("0123456789".repeat(4))],
  ];
  const file = zipOf([parts[0]!, ...added.slice(0, 3), ...parts.slice(1), added[3]!]);
  assert.equal(factsOf(parsePth(file).value), read);
});

test("reads 64-bit directories and descriptors, and holds them to the 32-bit rules", () => {
  for (const wide of [false, true])
    for (const late of [false, true])
      assert.equal(factsOf(parsePth(zipOf(parts, { wide, late })).value), read, `${wide} ${late}`);
  const wide = zipOf(parts, { wide: true });
  const extra = wide.indexOf(Buffer.from([1, 0, 16, 0])); // of the first record
  const central = wide.indexOf(Buffer.from([1, 0, 24, 0])); // of its entry
  const damages: [place: number, message: RegExp][] = [
    [extra + 4, /size \d+ here too/],
    [extra + 12, /packed size \d+ here too/],
    [extra + 18, /packed size \d+ here too/],
    [extra + 2, /64-bit extra field|whole extra field/],
    [central + 4, /stored in its/],
    [central + 12, /stored in its/],
    [central + 20, /next record/],
    [central + 26, /next record/],
    [central, /the next record's header|stored in its|record before the directory/],
  ];
  for (const [place, message] of damages) {
    const broken = Buffer.from(wide);
    broken[place]! ^= 2;
    assert.match(refusal(broken), message, `byte ${place}`);
    assert.match(refusal(broken), /^INVALID_FILE/);
  }
  const late = zipOf(parts, { wide: true, late: true });
  late[late.indexOf("PK\x07\x08") + 20] = 1;
  assert.match(refusal(late), /^INVALID_FILE .*descriptor/);
});

test("refuses names that come twice, two folders, none, and missing parts", () => {
  assert.match(
    refusal(zipOf([...parts, parts[1]!])),
    /^INVALID_FILE .*come once, got "a\/data\/0"/,
  );
  assert.match(refusal(zipOf([...parts, ["b/x", Buffer.alloc(1)]])), /all records in one folder/);
  assert.match(refusal(zipOf([["data.pkl", pickle("N.")]])), /all records in one folder/);
  assert.match(refusal(zipOf(parts.slice(1))), /^UNSUPPORTED_FORMAT .*another zip file/);
  assert.match(refusal(zipOf(parts.slice(0, 2))), /^INVALID_FILE .*the format's version/);
  assert.match(
    refusal(zipOf([parts[0]!, parts[2]!])),
    /a record of each storage, got "none of \\"0/,
  );
  const short = zipOf([parts[0]!, ["a/data/0", Buffer.alloc(7)], parts[2]!]);
  assert.match(refusal(short), /^INVALID_FILE .*8 bytes of storage "0", got 7/);
  const long = zipOf([parts[0]!, ["a/data/0", Buffer.alloc(12)], parts[2]!]);
  assert.match(refusal(long), /8 bytes of storage "0", got 12/);
  const more = zipOf([["a/data.pkl", pickle(`${weight}.N`)], ...parts.slice(1)]);
  assert.match(refusal(more), /record's end after STOP/);
});

test("names in a file cannot break a message's one line", () => {
  const [line] = refusal(
    zipOf([...parts, ["a/x\n\x1b[2J", Buffer.alloc(1)], ["b", Buffer.alloc(1)]]),
  ).split("\n");
  assert.match(line!, /hint|fetch or write it again$/);
  const odd = zipOf([...parts, ["a/x\ny", Buffer.from("abc")]]);
  odd[odd.indexOf("abc")] = 0x62;
  assert.match(refusal(odd), /^INVALID_FILE pth: .*"a\/x\\ny" with CRC/);
});

test("what PyTorch saves besides dense tensors is refused by name, with what to do", () => {
  const wanted: Record<string, RegExp> = {
    "torchscript.pt":
      /^UNSUPPORTED_FORMAT .*a TorchScript program.*torch\.jit\.load\(file\)\.state_dict/,
    "sparse.pth": /^UNSUPPORTED_FORMAT .*_rebuild_sparse_tensor.*dense/,
    "quantized.pth": /^UNSUPPORTED_FORMAT .*_rebuild_qtensor.*dense/,
    "module.pth": /^INVALID_FILE .*the global __main__\.Scale.*state_dict/,
    "protocol4.pth": /^INVALID_FILE .*protocol 2, got 4; save it without another pickle_protocol/,
  };
  for (const [name, message] of Object.entries(wanted))
    assert.match(refusal(golden(name)), message);
  // Crafted by PyTorch 2's layout.
  const three = `ctorch._utils\n_rebuild_tensor_v3\n(${storageId("torch.storage\nUntypedStorage", "K\x08")}`;
  const untyped = storageId("torch.storage\nUntypedStorage", "K\x08");
  for (const body of [three, untyped])
    assert.match(
      refusal(zipOf([["a/data.pkl", pickle(`${body}.`)], ...parts.slice(1)])),
      /^UNSUPPORTED_FORMAT .*(_rebuild_tensor_v3|UntypedStorage)/,
    );
});

test("a CRC of 0 beside bytes means none was computed: read, and said", () => {
  const file = zipOf(parts);
  assert.equal(parsePth(file).integrity, "crc32");
  const entry = file.indexOf("PK\x01\x02", file.indexOf("PK\x01\x02") + 4); // of data/0
  file.writeUInt32LE(0, entry + 16);
  assert.match(refusal(file), /^INVALID_FILE .*CRC 0 here too/);
  file.writeUInt32LE(0, file.readUInt32LE(entry + 42) + 14);
  assert.equal(parsePth(file).integrity, "none");
  assert.equal(factsOf(parsePth(file).value), read);
});

test("load tells safetensors by content, also with white space before the header", async () => {
  const state = await load(fixture("golden", "safetensors", "odd-but-valid.safetensors"));
  assert.deepEqual([...state.keys()], ["half", "brain", "none", "flag", "late"]);
});

test("a file beyond what memory can address is refused before it is read", async () => {
  const path = join(folder, "huge.pth");
  writeFileSync(path, golden("small.pth"));
  truncateSync(path, 2 ** 32 + 1); // with a hole, so that it takes no room
  await assert.rejects(readPth(path), { code: "TOO_LARGE", file: path, offset: 0 });
  await assert.rejects(load(path), { code: "TOO_LARGE" });
});
