import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import {
  encodeSafetensors,
  parseSafetensors,
  readSafetensors,
  type SafetensorsFile,
  writeSafetensors,
} from "../../src/models/safetensors.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { fixture } from "../support/paths.ts";

const golden = (name: string) => fixture("golden", "safetensors", name);
const folder = mkdtempSync(join(tmpdir(), "tsvision-safetensors-"));
after(() => rmSync(folder, { recursive: true }));

// The same as in make.py.
const weight = Float32Array.from({ length: 6 }, (_, i) => i / 4 - 0.5);
const allDtypes = new Map<string, Tensor>([
  ["weight", Tensor.fromData(weight, [2, 3])],
  ["bias", Tensor.fromData(new Float32Array([Infinity, -0, 1e-45]), [3])],
  ["double", Tensor.fromData(new Float64Array([0.1, -1e300]), [2, 1])],
  ["steps", Tensor.fromData(new BigInt64Array([-(2n ** 63n), 2n ** 63n - 1n, 0n]), [3])],
  ["index", Tensor.fromData(new Int32Array([-(2 ** 31), 2 ** 31 - 1]), [1, 1, 2])],
  ["pixels", Tensor.fromData(new Uint8Array([0, 1, 2, 3, 4]), [5])],
  ["mask", Tensor.fromData(new Uint8Array([1, 0, 1]), [3], "bool")],
  ["scalar", Tensor.fromData(new Float32Array([3.5]), [])],
  ["empty", Tensor.fromData(new Float32Array(), [0, 4])],
  ["__proto__", Tensor.fromData(new Uint8Array([7]), [1])],
  ["größe 😀", Tensor.fromData(new Uint8Array([1]), [1])],
  ["\uffee", Tensor.fromData(new Uint8Array([2]), [1])],
]);
const metadata = new Map([
  ["format", "pt"],
  ['a "quoted"\n', "wert ü"],
]);

function facts(tensors: ReadonlyMap<string, Tensor>) {
  return [...tensors]
    .map(([name, tensor]) => [name, tensor.dtype, tensor.shape, tensor.hostData()])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

test("writes byte for byte what the reference's layout rules give", () => {
  const written = Buffer.concat(encodeSafetensors(allDtypes, metadata));
  assert.deepEqual(written, readFileSync(golden("all-dtypes.safetensors")));
  const inOtherOrder = new Map([...allDtypes].reverse());
  assert.deepEqual(Buffer.concat(encodeSafetensors(inOtherOrder, metadata)), written);
});

test("reads Python's file bit for bit, from disk and from memory", async () => {
  const path = golden("all-dtypes.safetensors");
  for (const file of [await readSafetensors(path), parseSafetensors(readFileSync(path))]) {
    assert.deepEqual(facts(file.tensors), facts(allDtypes));
    assert.deepEqual([...file.metadata].sort(), [...metadata].sort());
    assert.equal(file.integrity, "none");
  }
  assert.equal(({} as Record<string, unknown>)["0"], undefined); // no prototype was touched
});

test("reads what is odd but valid", async () => {
  const { tensors, metadata: texts } = await readSafetensors(golden("odd-but-valid.safetensors"));
  assert.deepEqual([...tensors.keys()], ["half", "brain", "none", "flag", "late"]);
  assert.deepEqual(tensors.get("half")!.hostData(), new Float32Array([1.5, -2, 65504]));
  assert.deepEqual(tensors.get("brain")!.hostData(), new Float32Array([1.5]));
  assert.deepEqual(tensors.get("none")!.shape, [3, 0]);
  assert.deepEqual([tensors.get("flag")!.dtype, tensors.get("late")!.shape], ["bool", []]);
  assert.deepEqual(tensors.get("late")!.hostData(), new Float32Array([0.25]));
  assert.equal(texts.size, 0);
});

test("all 65,536 F16 and BF16 values become the float32 bits that NumPy gives", () => {
  const sha = JSON.parse(readFileSync(golden("halves.json"), "utf8"));
  const every = Uint16Array.from({ length: 65536 }, (_, i) => i);
  for (const dtype of ["F16", "BF16"]) {
    const header = `{"x":{"dtype":"${dtype}","shape":[65536],"data_offsets":[0,131072]}}`;
    const data = parseSafetensors(file(header, new Uint8Array(every.buffer))).tensors.get("x")!;
    const { buffer } = data.hostData();
    const bits = new Uint8Array(buffer as ArrayBuffer);
    assert.equal(createHash("sha256").update(bits).digest("hex"), sha[dtype], dtype);
  }
});

test("writes a file atomically and reads it back", async () => {
  const path = join(folder, "model.safetensors");
  await writeSafetensors(path, allDtypes, metadata, { checksums: true });
  const back = await readSafetensors(path);
  assert.deepEqual(facts(back.tensors), facts(allDtypes));
  assert.deepEqual(back.metadata, new Map([...metadata].sort()));
  assert.equal(back.integrity, "sha256");
  await assert.rejects(writeSafetensors(path, new Map(), {}, { overwrite: false }), {
    code: "EXISTS",
  });
  assert.equal((await readSafetensors(path)).tensors.size, allDtypes.size);
  // Saving over the file that the tensors came from.
  await writeSafetensors(path, back.tensors, back.metadata);
  assert.deepEqual(facts((await readSafetensors(path)).tensors), facts(allDtypes));
  assert.deepEqual(readdirSync(folder), ["model.safetensors"]);
});

test("any tensors come back, and the data starts at a multiple of 8", () => {
  const name = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("__proto__", "constructor", "a.weight"),
  );
  const tensor = fc.array(fc.nat(3), { maxLength: 3 }).chain((shape) => {
    const length = shape.reduce((product, size) => product * size, 1);
    const array = fc.float32Array({ minLength: length, maxLength: length });
    return array.map((data) => Tensor.fromData(data, shape));
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, tensor)),
      fc.dictionary(fc.string(), fc.string()),
      fc.boolean(),
      (entries, texts, checksums) => {
        const tensors = new Map(entries.filter(([key]) => key !== "__metadata__"));
        const bytes = Buffer.concat(encodeSafetensors(tensors, texts, { checksums }));
        assert.equal(bytes.readBigUInt64LE(0) % 8n, 0n);
        const back = parseSafetensors(bytes);
        assert.deepEqual(facts(back.tensors), facts(tensors));
        assert.deepEqual(back.metadata, new Map(Object.entries(texts)));
      },
    ),
    { numRuns: 200, seed: 1 },
  );
});

test("with checksums every single flipped bit is noticed", () => {
  const tensors = new Map([
    ["a", Tensor.fromData(new Float32Array([1, 2, 3, 4, 5, 6]), [2, 3])],
    ["b", Tensor.fromData(new Uint8Array([1, 0]), [2], "bool")],
  ]);
  const bytes = Buffer.concat(encodeSafetensors(tensors, { epoch: "3" }, { checksums: true }));
  assert.equal(parseSafetensors(bytes).integrity, "sha256");
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    assert.throws(() => parseSafetensors(bytes), isTyped, `bit ${bit}`);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
  }
});

test("generated headers: accepted and refused as by an independent reader", async () => {
  const { gunzipSync } = await import("node:zlib");
  const lines = gunzipSync(readFileSync(golden("headers.jsonl.gz")))
    .toString()
    .trim()
    .split("\n");
  assert.equal(lines.length, 2000);
  const accepted = { true: 0, false: 0 };
  for (const line of lines) {
    const [header, total, verdict]: [string, number, boolean] = JSON.parse(line);
    const bytes = file(Buffer.from(header, "latin1"), new Uint8Array(total));
    let ours = true;
    try {
      parseSafetensors(bytes);
    } catch (error) {
      assert.ok(error instanceof VisionError, `${header}: ${error}`);
      // Element types that no Tensor has are refused only after all rules of the format.
      ours = error.code === "UNSUPPORTED_FORMAT";
    }
    assert.equal(ours, verdict, header);
    accepted[`${verdict}`]++;
  }
  assert.ok(accepted.true > 500 && accepted.false > 500, JSON.stringify(accepted));
});

test("mutated files give a typed error or the same tensors as far as the header goes", () => {
  const original = readFileSync(golden("all-dtypes.safetensors"));
  const edit = fc.tuple(fc.nat(original.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), fc.nat(20), (edits, cut) => {
      const bytes = Buffer.from(original.subarray(0, original.length - (cut > 10 ? cut : 0)));
      for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
      let back: SafetensorsFile;
      try {
        back = parseSafetensors(bytes);
      } catch (error) {
        assert.ok(isTyped(error), String(error));
        return;
      }
      // Accepted: then every byte of data belongs to exactly one tensor.
      let total = 0;
      for (const tensor of back.tensors.values()) total += tensor.hostData().byteLength;
      assert.equal(total, bytes.length - 8 - Number(bytes.readBigUInt64LE(0)));
    }),
    { numRuns: 2000, seed: 2 },
  );
});

test("a file cut at any byte is refused", async () => {
  const bytes = readFileSync(golden("all-dtypes.safetensors"));
  for (let length = 0; length < bytes.length; length++)
    assert.throws(() => parseSafetensors(bytes.subarray(0, length)), { code: "INVALID_FILE" });
  const path = join(folder, "cut.safetensors");
  for (const length of [0, 7, 8, 100, bytes.length - 1]) {
    writeFileSync(path, bytes.subarray(0, length));
    await assert.rejects(readSafetensors(path), { code: "INVALID_FILE", file: path });
  }
  rmSync(path);
  await assert.rejects(readSafetensors(path), { code: "NOT_FOUND" });
});

test("tensors do not share memory with the bytes they came from", () => {
  const bytes = Buffer.concat(encodeSafetensors(allDtypes));
  const { tensors } = parseSafetensors(bytes);
  bytes.fill(255);
  assert.deepEqual(tensors.get("weight")!.hostData(), weight);
});

test("names and metadata that cannot be written are refused", () => {
  const one = Tensor.fromData(new Uint8Array(1), [1]);
  for (const name of ["__metadata__", "\ud800"])
    assert.throws(() => encodeSafetensors(new Map([[name, one]])), { code: "INVALID_ARGUMENT" });
  for (const [key, text] of [
    ["a", "\udfff"],
    ["\udfff", "a"],
    ["tsvision.sha256", "x"],
    ["tsvision.sha256:a", "x"],
  ] as const) {
    const texts = new Map([[key, text]]);
    assert.throws(() => encodeSafetensors(new Map(), texts), { code: "INVALID_ARGUMENT" });
  }
  // @ts-expect-error a number is not text
  assert.throws(() => encodeSafetensors(new Map(), { epoch: 3 }), { code: "INVALID_ARGUMENT" });
});

function isTyped(error: unknown): boolean {
  if (!(error instanceof VisionError)) return false;
  return error.code === "INVALID_FILE" || error.code === "UNSUPPORTED_FORMAT";
}

function file(header: string | Uint8Array, body: Uint8Array = new Uint8Array()): Uint8Array {
  const text = Buffer.from(header as string);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, body]);
}
