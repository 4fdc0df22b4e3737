import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { crc32 } from "node:zlib";
import { type PthFile, parsePth } from "../../src/models/pth.ts";
import { VisionError } from "../../src/util/errors.ts";
import { Rng } from "../../src/util/rng.ts";
import { fixture } from "../support/paths.ts";
import { factsOf } from "../support/pth-facts.ts";

const golden = (name: string) => readFileSync(fixture("golden", "pth", name));
// Before a release: TSVISION_MUTANTS=25000 makes 100,000 and more.
const perFile = Number(process.env["TSVISION_MUTANTS"] ?? 4000);

/** How mutants ended: by error code, as equal values, or as others. */
type Tally = Record<string, number>;

// A typed error that names file and offset, or a value that factsOf finds well-formed.
function outcome(bytes: Uint8Array, original: string): string {
  let read: PthFile;
  try {
    read = parsePth(bytes, { file: "evil.pth" });
  } catch (error) {
    if (!(error instanceof VisionError)) throw error;
    assert.equal(error.file, "evil.pth");
    assert.ok(Number.isSafeInteger(error.offset) && error.offset! >= 0);
    assert.ok(!error.message.includes("\n") && error.message.length < 3000);
    return error.code;
  }
  return factsOf(read.value) === original ? "equal" : "other";
}

function count(tally: Tally, what: string): void {
  tally[what] = (tally[what] ?? 0) + 1;
}

function report(t: TestContext, tally: Tally): void {
  t.diagnostic(JSON.stringify(tally));
}

// The bytes of a zip file that say nothing about the values: versions, times, attributes, fill.
function idleBytes(bytes: Buffer): Set<number> {
  const idle = new Set<number>();
  const add = (start: number, end: number) => {
    for (let at = start; at < end; at++) idle.add(at);
  };
  for (let at = bytes.indexOf("PK\x01\x02"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 4)) {
    for (const [start, end] of [
      [4, 8],
      [12, 16],
      [36, 42],
    ] as const)
      add(at + start, at + end);
    const local = bytes.readUInt32LE(at + 42);
    for (const [start, end] of [
      [4, 6],
      [10, 14],
    ] as const)
      add(local + start, local + end);
    const extra = local + 30 + bytes.readUInt16LE(local + 26);
    const length = bytes.readUInt16LE(local + 28);
    add(extra, extra + 2); // an extra field's name
    add(extra + 4, extra + length);
  }
  const end = bytes.indexOf("PK\x06\x06");
  add(end + 12, end + 16);
  return idle;
}

test("every single-bit flip of a zip is refused, or was in a byte that says nothing", (t) => {
  for (const name of ["small.pth", "float32.pth", "written.pth"]) {
    const bytes = golden(name);
    const idle = idleBytes(bytes);
    const original = factsOf(parsePth(bytes).value);
    const tally: Tally = {};
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      const what = outcome(bytes, original);
      assert.notEqual(what, "other", `${name}, bit ${bit}`);
      assert.ok(what !== "equal" || idle.has(bit >> 3), `${name}, bit ${bit} is not checked`);
      count(tally, what);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
    }
    report(t, tally);
  }
});

// Bytes set, cut, dropped, doubled, moved; extreme lengths; pieces of another file.
function mutate(bytes: Buffer, rng: Rng, other: Buffer): Buffer {
  const below = (limit: number) => rng.int(0, limit);
  const out = Buffer.from(bytes);
  const at = below(out.length - 8);
  const length = 1 + below(32);
  switch (below(8)) {
    case 0:
      return out.subarray(0, at);
    case 1:
      return Buffer.concat([out.subarray(0, at), out.subarray(at + length)]);
    case 2:
      return Buffer.concat([out.subarray(0, at + length), out.subarray(at)]);
    case 3:
      out.copyWithin(at, below(out.length), below(out.length));
      return out;
    case 4:
      out.writeBigUInt64LE(
        [0n, 2n ** 31n - 1n, 2n ** 32n - 1n, 2n ** 53n, 2n ** 63n][below(5)]!,
        at,
      );
      return out;
    case 5:
      other.copy(out, at, below(other.length), below(other.length));
      return out;
    default:
      for (let n = 1 + below(3); n > 0; n--) out[below(out.length)] = below(256);
      return out;
  }
}

const prototype = Object.getOwnPropertyNames(Object.prototype);

for (const name of ["small.pth", "float32.pth", "checkpoint.pth", "written.pth"]) {
  test(`${perFile} mutants of ${name}: refused, or equal values (0 silent differences)`, (t) => {
    const bytes = golden(name);
    const original = factsOf(parsePth(bytes).value);
    const rng = new Rng(7);
    const tally: Tally = {};
    for (let i = 0; i < perFile; i++) {
      const what = outcome(mutate(bytes, rng, golden("int16.pth")), original);
      assert.notEqual(what, "other", `${name}, mutant ${i} of seed 7`);
      count(tally, what);
    }
    report(t, tally);
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), prototype);
  });
}

/** Where a record's bytes are, and where its checksums. */
interface Place {
  readonly start: number;
  readonly size: number;
  readonly sums: readonly number[];
}

function placesOf(bytes: Buffer): Place[] {
  const places: Place[] = [];
  for (let at = bytes.indexOf("PK\x01\x02", 0, "latin1"); at >= 0; ) {
    const size = bytes.readUInt32LE(at + 24);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const isLate = (bytes.readUInt16LE(at + 8) & 8) !== 0;
    places.push({ start, size, sums: [at + 16, isLate ? start + size + 4 : local + 14] });
    at = bytes.indexOf("PK\x01\x02", at + 4, "latin1");
  }
  return places;
}

// Damage inside the records under fitting checksums, so that it gets as far as the pickle.
function mutateRecords(original: Buffer, places: readonly Place[], rng: Rng): Buffer {
  const out = Buffer.from(original);
  const opcodes = Buffer.from("(.)]}NKMJGXTUqrhjcaesuQRbt\x80\x85\x86\x87\x88\x89\x8a", "latin1");
  for (let n = 1 + rng.int(0, 3); n > 0; n--) {
    const { start, size } = places[rng.int(0, 10) < 8 ? 0 : rng.int(0, places.length)]!;
    if (size === 0) continue;
    const [at, from] = [start + rng.int(0, size), start + rng.int(0, size)];
    if (rng.int(0, 4) === 0)
      out.copyWithin(at, from, Math.min(from + 12, start + size - (at - from)));
    else out[at] = rng.int(0, 2) === 0 ? opcodes[rng.int(0, opcodes.length)]! : rng.int(0, 256);
  }
  for (const { start, size, sums } of places)
    for (const sum of sums) out.writeUInt32LE(crc32(out.subarray(start, start + size)), sum);
  return out;
}

for (const name of ["small.pth", "bool.pth", "checkpoint.pth", "written.pth"]) {
  test(`${perFile} mutants of ${name} with fitting checksums: refused or well-formed`, (t) => {
    const bytes = golden(name);
    const original = factsOf(parsePth(bytes).value);
    const places = placesOf(bytes);
    assert.equal(
      outcome(mutateRecords(bytes, [{ ...places[0]!, size: 0 }], new Rng(1)), original),
      "equal",
    );
    const rng = new Rng(8);
    const tally: Tally = {};
    for (let i = 0; i < perFile; i++)
      count(tally, outcome(mutateRecords(bytes, places, rng), original));
    report(t, tally);
    assert.ok(tally["INVALID_FILE"]! > perFile / 4 && tally["other"]! > perFile / 100);
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), prototype);
  });
}

// This container has no checksums, so that damage to numbers and text goes unnoticed: readPth says
// so by `integrity: "none"`.
for (const name of ["small-stacked.pth", "checkpoint-stacked.pth"]) {
  test(`${perFile} mutants of ${name}: refused or well-formed, and said to be unchecked`, (t) => {
    const bytes = golden(name);
    assert.equal(parsePth(bytes).integrity, "none");
    const original = factsOf(parsePth(bytes).value);
    const rng = new Rng(9);
    const tally: Tally = {};
    for (let i = 0; i < perFile; i++)
      count(tally, outcome(mutate(bytes, rng, golden("int16-stacked.pth")), original));
    report(t, tally);
    assert.ok(tally["INVALID_FILE"]! > perFile / 4);
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), prototype);
  });
}
