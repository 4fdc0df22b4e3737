import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSafetensors } from "../../src/models/safetensors.ts";
import { VisionError } from "../../src/util/errors.ts";

interface Case {
  /** The header, and the number of data bytes after it. */
  readonly header: string | Uint8Array;
  readonly data: number;
  readonly message: RegExp;
  /** Another header length than the true one. */
  readonly length?: bigint;
}

const a = (dtype: string, shape: string, offsets: string, name = "a") =>
  `"${name}":{"dtype":${dtype},"shape":${shape},"data_offsets":${offsets}}`;
const good = `{${a('"F32"', "[1]", "[0,4]")}}`;

// One hostile file a rule.
const hostile: Readonly<Record<string, Case>> = {
  "header length over the limit": {
    header: good,
    data: 4,
    length: 100_000_001n,
    message: /a header of at most 100000000 bytes, got 100000001n/,
  },
  "header length of 2^64 - 1": {
    header: good,
    data: 4,
    length: 2n ** 64n - 1n,
    message: /at most 100000000 bytes/,
  },
  "header beyond the file": {
    header: good,
    data: 4,
    length: 10_000n,
    message: /a header inside the file's \d+ bytes, got 10000n/,
  },
  "header not UTF-8": {
    header: Uint8Array.of(0x7b, 0xff, 0x7d),
    data: 0,
    message: /a header in UTF-8/,
  },
  "no JSON": { header: "{,}", data: 0, message: /at byte 9: .*got "," instead of a key in quotes/ },
  "text after the JSON": { header: `${good}x`, data: 4, message: /nothing after the value/ },
  "no object": { header: "[]", data: 0, message: /a JSON object as header/ },
  "a byte order mark": { header: `\ufeff${good}`, data: 4, message: /a header in JSON/ },
  "a tensor twice": {
    header: `{${a('"F32"', "[1]", "[0,4]")},${a('"I32"', "[1]", "[0,4]")}}`,
    data: 4,
    message: /key "a" comes twice/,
  },
  "a field twice": {
    header: `{"a":{"dtype":"F32","dtype":"I32","shape":[1],"data_offsets":[0,4]}}`,
    data: 4,
    message: /key "dtype" comes twice/,
  },
  "metadata that is not text": {
    header: '{"__metadata__":{"a":1}}',
    data: 0,
    message: /__metadata__ "a" to be text, got 1/,
  },
  "metadata that is no object": {
    header: '{"__metadata__":[]}',
    data: 0,
    message: /__metadata__ to be an object/,
  },
  "a tensor that is no object": { header: '{"a":[]}', data: 0, message: /tensor "a" to be an obj/ },
  "an unknown dtype": {
    header: `{${a('"F31"', "[1]", "[0,4]")}}`,
    data: 4,
    message: /tensor "a" to have a dtype of the format, got "F31"/,
  },
  "a dtype that is a method's name": {
    header: `{${a('"toString"', "[1]", "[0,4]")}}`,
    data: 4,
    message: /a dtype of the format, got "toString"/,
  },
  "no shape": {
    header: '{"a":{"dtype":"F32","data_offsets":[0,4]}}',
    data: 4,
    message: /a shape of whole numbers, got "nothing"/,
  },
  "no dtype": {
    header: '{"a":{"shape":[1],"data_offsets":[0,4]}}',
    data: 4,
    message: /tensor "a" to have a dtype of the format, got undefined/,
  },
  "no offsets": {
    header: '{"a":{"dtype":"F32","shape":[1]}}',
    data: 4,
    message: /data_offsets of two whole numbers, got "nothing"/,
  },
  "negative offsets": {
    header: `{${a('"F32"', "[1]", "[-4,0]")}}`,
    data: 4,
    message: /data_offsets of two whole numbers/,
  },
  "an empty header": { header: "", data: 0, message: /the end instead of a value/ },
  "half a header": { header: "{", data: 0, message: /a key in quotes/ },
  "bytes without a tensor": { header: "{}", data: 1, message: /the tensors to end with the file/ },
  "a tensor that takes another's bytes": {
    header: `{${a('"F32"', "[1]", "[0,4]")},${a('"I32"', "[1]", "[0,4]", "b")}}`,
    data: 4,
    message: /tensor "b" to start where the one before ends/,
  },
  "a negative length": { header: `{${a('"F32"', "[-1]", "[0,4]")}}`, data: 4, message: /a shape/ },
  "a length written as 1.0": {
    header: `{${a('"F32"', "[1.0]", "[0,4]")}}`,
    data: 4,
    message: /a shape of whole numbers/,
  },
  "a length that is not exact": {
    header: `{${a('"F32"', "[9007199254740993, 0]", "[0,0]")}}`,
    data: 0,
    message: /9007199254740993 is too large to be exact/,
  },
  "a product that overflows": {
    header: `{${a('"U8"', "[4294967296,4294967296,0]", "[0,0]")}}`,
    data: 0,
    message: /tensor "a" to have a size that can be counted/,
  },
  "three offsets": {
    header: `{${a('"F32"', "[1]", "[0,4,8]")}}`,
    data: 4,
    message: /data_offsets of two whole numbers, got \[0, 4, 8\]/,
  },
  "a range that runs backwards": {
    header: `{${a('"F32"', "[0]", "[4,0]")}}`,
    data: 4,
    message: /to have 0 bytes for F32 \[0\], got -4/,
  },
  "size unlike shape x dtype": {
    header: `{${a('"F32"', "[2]", "[0,4]")}}`,
    data: 4,
    message: /tensor "a" to have 8 bytes for F32 \[2\], got 4/,
  },
  "half a byte": {
    header: `{${a('"F4"', "[3]", "[0,1]")}}`,
    data: 1,
    message: /tensor "a" to fill whole bytes, got "12 bits"/,
  },
  "a range that does not start at 0": {
    header: `{${a('"F32"', "[1]", "[4,8]")}}`,
    data: 8,
    message: /tensor "a" to start where the one before ends/,
  },
  "a hole": {
    header: `{${a('"F32"', "[1]", "[0,4]")},${a('"F32"', "[1]", "[8,12]", "b")}}`,
    data: 12,
    message: /tensor "b" to start where the one before ends/,
  },
  "an overlap": {
    header: `{${a('"F32"', "[1]", "[0,4]")},${a('"F32"', "[1]", "[2,6]", "b")}}`,
    data: 6,
    message: /tensor "b" to start where the one before ends/,
  },
  "a tensor beyond the end": { header: good, data: 3, message: /tensor "a" inside \d+ bytes/ },
  "bytes after the last tensor": { header: good, data: 5, message: /to end with the file/ },
  "a petabyte in a small file": {
    header: `{${a('"U8"', "[1000000000000000]", "[0,1000000000000000]")}}`,
    data: 4,
    message: /tensor "a" inside \d+ bytes/,
  },
};

for (const [name, { header, data, message, length }] of Object.entries(hostile)) {
  test(`refuses ${name}`, () => {
    const bytes = file(header, data, length);
    assert.throws(
      () => parseSafetensors(bytes, { file: "hostile.safetensors" }),
      (error) => {
        assert.ok(error instanceof VisionError, String(error));
        assert.equal(error.code, "INVALID_FILE");
        assert.match(error.message, /^safetensors: hostile\.safetensors at byte \d+: expected /);
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

// What the reference's own tests accept: white space on both sides, nothing, sizes of 0, numbers
// without dimensions, and fields that it does not know.
const accepted: Readonly<Record<string, readonly [header: string, data: number, names: string]>> = {
  "no tensors": ["{}", 0, ""],
  "white space after the JSON": ["{}\r \t\n", 0, ""],
  "white space before the JSON": ["\t\n{}\r ", 0, ""],
  "an empty tensor": [`{${a('"I32"', "[2,0]", "[0,0]")}}`, 0, "a"],
  "a number": [`{${a('"F32"', "[]", "[0,4]")}}`, 4, "a"],
  "empty tensors beside a full one": [
    `{${a('"F32"', "[1]", "[0,4]")},${a('"F32"', "[0]", "[0,0]", "b")},${a('"F32"', "[0]", "[4,4]", "c")}}`,
    4,
    "b,a,c",
  ],
  "metadata of text": ['{"__metadata__":{"format":"pt"}}', 0, ""],
  "an unknown field": ['{"a":{"x":[{}],"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1, "a"],
};

for (const [name, [header, data, names]] of Object.entries(accepted)) {
  test(`accepts ${name}, as the reference does`, () => {
    const { tensors } = parseSafetensors(file(header, data));
    assert.equal([...tensors.keys()].join(), names);
  });
}

test("a mask of other bytes than 0 and 1 is refused", () => {
  const bytes = file(`{${a('"BOOL"', "[1]", "[0,1]")}}`, 1);
  assert.equal(parseSafetensors(bytes).tensors.get("a")!.dtype, "bool");
  bytes[bytes.length - 1] = 2;
  assert.throws(() => parseSafetensors(bytes), /tensor "a" to be bytes 0 and 1/);
});

test("an element type that no tensor has is named with its tensor", () => {
  const bytes = file(`{${a('"I16"', "[2]", "[0,4]", "layer.count")}}`, 4);
  assert.throws(() => parseSafetensors(bytes, { file: "x.safetensors" }), {
    code: "UNSUPPORTED_FORMAT",
    message:
      'safetensors: x.safetensors at byte 72: expected tensor "layer.count" as F64, F32, F16, ' +
      'BF16, I64, I32, U8 or BOOL, got "I16"; ' +
      "convert the tensor to one of these types before saving it",
  });
});

test("names mean nothing: __proto__, constructor, toString and a megabyte are only names", () => {
  const names = ["__proto__", "constructor", "toString", "x".repeat(1_000_000)];
  const fields = names.map((name, i) => a('"U8"', "[1]", `[${i},${i + 1}]`, name));
  const { tensors } = parseSafetensors(file(`{${fields.join(",")}}`, names.length));
  assert.deepEqual([...tensors.keys()], names);
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
  assert.deepEqual(Object.keys(Object.prototype), []);
});

test("deep nesting is an error, not a full stack", () => {
  const deep = `{"a":${"[".repeat(100_000)}`;
  assert.throws(() => parseSafetensors(file(deep, 0)), /at most 128 levels/);
});

function file(header: string | Uint8Array, data: number, length?: bigint): Uint8Array {
  const text = Buffer.from(header as string);
  const first = Buffer.alloc(8);
  first.writeBigUInt64LE(length ?? BigInt(text.length));
  return Buffer.concat([first, text, Buffer.alloc(data)]);
}
