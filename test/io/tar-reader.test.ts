import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { gunzipSync } from "node:zlib";
import { tarEnd, tarEntry } from "../../src/io/tar-entry.ts";
import { TarReader, type TarReaderOptions } from "../../src/io/tar-reader.ts";
import { VisionError } from "../../src/util/errors.ts";
import { type ShardFiles, shardOf, withSum } from "../datasets/shards.ts";

const golden = JSON.parse(readFileSync("fixtures/golden/io/tar-formats.json", "utf8")) as {
  readonly names: readonly string[];
  readonly archives: Readonly<Record<string, string>>;
};

const files: ShardFiles = [
  ["a/1.jpg", Buffer.alloc(700, 7)],
  ["a/1.cls", "3"],
  ["a/2.jpg", ""],
  ["a/2.cls", Buffer.alloc(512, 9)],
];

async function* pieces(bytes: Uint8Array, size = bytes.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

// As who reads an archive to its end does.
async function* membersOf(source: AsyncIterable<Uint8Array>, options: TarReaderOptions) {
  const reader = new TarReader(source, options);
  try {
    for (let step = await reader.next(); step !== "end"; step = await reader.next())
      if (step !== "passed over") yield step;
  } finally {
    await reader.close();
  }
}

async function read(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  options: Partial<TarReaderOptions> = {},
) {
  const members: { name: string; offset: number; size: number; bytes: string | undefined }[] = [];
  let error: unknown;
  const bytes = source instanceof Uint8Array ? pieces(source) : source;
  try {
    for await (const member of membersOf(bytes, { who: "Test", file: "x.tar", ...options }))
      members.push({
        ...member,
        bytes: member.bytes && Buffer.from(member.bytes).toString("latin1"),
      });
  } catch (cause) {
    error = cause;
  }
  return { members, error: error as VisionError | undefined };
}

async function refusal(source: Uint8Array, options?: Partial<TarReaderOptions>) {
  const { error } = await read(source, options);
  assert.ok(error instanceof VisionError, String(error));
  assert.equal(error.file, "x.tar");
  return [
    error.code,
    error.offset,
    error.message.slice(error.message.indexOf("expected")),
  ] as const;
}

describe("TarReader", () => {
  it("gives the same members however the bytes come, in memory of their own", async () => {
    const archive = shardOf(files);
    const whole = await read(archive);
    assert.equal(whole.error, undefined);
    assert.deepEqual(
      whole.members.map(({ name, offset, size }) => [name, offset, size]),
      [
        ["a/1.jpg", 0, 700],
        ["a/1.cls", 1536, 1],
        ["a/2.jpg", 2560, 0],
        ["a/2.cls", 3072, 512],
      ],
    );
    assert.equal(whole.members[3]!.bytes, "\t".repeat(512));
    for (const size of [1, 100, 511, 512, 513, 2000])
      assert.deepEqual(await read(pieces(archive, size)), whole, `pieces of ${size}`);
    for await (const member of membersOf(pieces(archive), { who: "Test", file: "x.tar" }))
      assert.equal(member.bytes!.buffer.byteLength, member.size);
  });

  it("names every cut with its offset, and gives no member that is cut", async () => {
    const archive = shardOf(files);
    const { members } = await read(archive);
    for (let cut = 0; cut < archive.length; cut++) {
      const got = await read(archive.subarray(0, cut), cut % 2 === 0 ? { size: cut } : {});
      assert.equal(got.error?.code, "TAR_TRUNCATED", `cut at ${cut}`);
      assert.ok(got.error.offset! <= cut && got.error.offset! % 512 === 0);
      assert.deepEqual(got.members, members.slice(0, got.members.length));
      const last = got.members.at(-1);
      if (last) assert.ok(last.offset + 512 + Math.ceil(last.size / 512) * 512 <= cut);
    }
  });

  it("notices every flipped bit of a header", async () => {
    const archive = Buffer.from(shardOf(files));
    const whole = await read(archive);
    let same = 0;
    for (const start of [0, 1536, 3072]) {
      for (let bit = 0; bit < 512 * 8; bit++) {
        archive[start + (bit >> 3)]! ^= 1 << (bit & 7);
        const { members, error } = await read(archive);
        archive[start + (bit >> 3)]! ^= 1 << (bit & 7);
        if (error === undefined) {
          assert.deepEqual(members, whole.members, `bit ${bit}`);
          same++; // in the checksum: a leading 0 or a NUL became a space, or the space a NUL
        } else assert.equal(error.code, "TAR_CHECKSUM");
      }
    }
    assert.ok(same <= 9, `${same} flips without effect`);
  });

  it("wants an end mark of two blocks of zeros, and nothing behind it", async () => {
    const body = shardOf(files, new Uint8Array(0));
    const one = Buffer.concat([body, new Uint8Array(512)]);
    assert.deepEqual(await refusal(one), [
      "TAR_TRUNCATED",
      4096,
      'expected an end mark of two blocks of zeros, got "the archive\'s end"; ' +
        "the archive is damaged or was cut off; fetch or write it again",
    ]);
    const middle = Buffer.concat([one, shardOf(files)]);
    assert.deepEqual((await refusal(middle)).slice(0, 2), ["INVALID_FILE", 4096]);
    const behind = Buffer.concat([shardOf(files), Buffer.from("more")]);
    assert.deepEqual((await refusal(behind)).slice(0, 2), ["INVALID_FILE", 4096]);
    const padded = Buffer.concat([shardOf(files), new Uint8Array(10_000)]);
    assert.equal((await read(padded)).members.length, 4);
    assert.deepEqual((await read(tarEnd)).members, []);
    assert.deepEqual((await refusal(new Uint8Array(0))).slice(0, 2), ["TAR_TRUNCATED", 0]);
  });

  it("says what it got in place of an archive", async () => {
    const page = Buffer.from(`<!doctype html>${" ".repeat(2000)}`);
    assert.match((await refusal(page))[2], /got "a web page \(HTML\)"/);
    const noise = Uint8Array.from({ length: 2048 }, (_, i) => (i * 37) % 256);
    assert.deepEqual((await refusal(noise)).slice(0, 2), ["TAR_CHECKSUM", 0]);
  });

  it("refuses sizes that are none, and those above the limit, before it reads on", async () => {
    const archive = shardOf(files);
    const sized = (field: string) => withSum(archive, 0, (h) => h.write(field, 124, 12, "latin1"));
    assert.deepEqual((await refusal(sized("-0000000001\0"))).slice(0, 2), ["INVALID_FILE", 0]);
    assert.deepEqual((await refusal(sized(`\xff${"\xff".repeat(11)}`))).slice(0, 2), [
      "INVALID_FILE",
      0,
    ]);
    assert.match((await refusal(sized(`\x80${"\xff".repeat(11)}`)))[2], /size from 0 to 2\^53/);
    const huge = sized("77777777777\0");
    assert.deepEqual((await refusal(huge)).slice(0, 2), ["TOO_LARGE", 0]);
    assert.deepEqual((await refusal(huge, { maxMember: 2 ** 40 })).slice(0, 1), ["TAR_TRUNCATED"]);
    assert.deepEqual((await refusal(archive, { maxMember: 699 })).slice(0, 2), ["TOO_LARGE", 0]);
    const base256 = sized(`\x80${"\0".repeat(9)}\x02\xbc`); // 700
    assert.deepEqual(await read(base256), await read(archive));
  });

  it("passes folders over, and tells links, devices and unsafe names without giving them", async () => {
    const typed = (name: string, type: string) =>
      withSum(shardOf([[name, ""]], new Uint8Array(0)), 0, (header) => header.write(type, 156));
    const archive = Buffer.concat([
      ...["1", "2", "3", "4", "6", "S"].map((type) => typed(`odd.${type}`, type)),
      typed("folder/", "5"),
      ...["../up.txt", "a/../../b.txt", "/etc/passwd.txt", "C:\\x.txt", "a\\..\\b.txt"].flatMap(
        (name) => tarEntry(name, Buffer.from("x")),
      ),
      typed("good.txt", "7"),
      tarEnd,
    ]);
    const told: [string, string][] = [];
    const { members } = await read(archive, { leftOut: (name, kind) => told.push([name, kind]) });
    assert.deepEqual(
      members.map(({ name }) => name),
      ["good.txt"],
    );
    assert.deepEqual(
      told.map(([name]) => name),
      [
        ...["odd.1", "odd.2", "odd.3", "odd.4", "odd.6", "odd.S"],
        ...["../up.txt", "a/../../b.txt", "/etc/passwd.txt", "C:\\x.txt", "a\\..\\b.txt"],
      ],
    );
    assert.equal(told.filter(([, kind]) => kind === "entry").length, 6);
  });

  it("leaves out the content of members that are not wanted", async () => {
    const { members } = await read(shardOf(files), { want: (name) => name.endsWith("cls") });
    assert.deepEqual(
      members.map(({ bytes }) => bytes?.length),
      [undefined, 1, undefined, 512],
    );
  });

  it("reads what Python's tarfile writes: ustar, GNU and pax, with long names", async () => {
    const { names, archives } = golden;
    for (const [form, packed] of Object.entries(archives)) {
      const { members, error } = await read(gunzipSync(Buffer.from(packed, "base64")));
      assert.equal(error, undefined);
      const got = members.map(({ name, bytes }) => [name, bytes]);
      assert.deepEqual(
        got,
        [
          [names[0], "one"],
          [names[1], "two"],
        ],
        form,
      );
    }
  });
});

const names = ["1.jpg", "1.cls", "2.jpg"];
const small = Buffer.concat([
  ...names.flatMap((name, i) => tarEntry(name, Buffer.alloc(300 * i + 1, 65 + i))),
  tarEnd,
]);

describe("TarReader: waiting", () => {
  it("waits only for bytes that are not here, and gives the same either way", async () => {
    for (const size of [small.length, 1536, 700, 512, 1]) {
      const asked: string[] = [];
      const want = (name: string) => {
        asked.push(name);
        return name !== "1.cls";
      };
      const reader = new TarReader(pieces(small, size), { who: "Test", file: "x.tar", want });
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
      if (size === small.length) assert.equal(waits, 2); // for the first bytes, and the end
      if (size < 1024) assert.equal(waits, 4);
    }
  });

  it("throws what is wrong with bytes that are here, where the entry begins", async () => {
    const damaged = Buffer.from(small);
    damaged[1024 + 124] = 0x39; // a digit of the second size
    const reader = new TarReader(pieces(damaged), { who: "Test", file: "x.tar" });
    await reader.next();
    assert.throws(() => reader.next(), { code: "TAR_CHECKSUM", file: "x.tar", offset: 1024 });
    await reader.close();
  });
});
