import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { shardRuns, splitName } from "../../src/datasets/shard-samples.ts";
import { tarEnd } from "../../src/io/tar-entry.ts";
import type { VisionError } from "../../src/util/errors.ts";
import { numberedShard, type ShardFiles, shardOf } from "./shards.ts";

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function read(bytes: Uint8Array, want = (_: number) => true, maxMember = 1000) {
  const leftOut = { entries: 0, names: 0 };
  const samples: (readonly [string, ...string[]] | undefined)[] = [];
  let error: unknown;
  try {
    const options = { maxMember, want, leftOut };
    const shard = { bytes: once(bytes), size: bytes.length };
    for await (const run of shardRuns("s.tar", shard, options))
      for (const one of run)
        samples.push(
          one && [one.key, ...one.members.map(([name, data]) => `${name}=${Buffer.from(data)}`)],
        );
  } catch (cause) {
    error = cause;
  }
  return { samples, leftOut, error: error as VisionError | undefined };
}

const three: ShardFiles = [
  ["d/1.TXT", "a"],
  ["d/1.seg.cls", "1"],
  ["d/2.txt", "b"],
  ["3.txt", "c"],
];
const want = [
  ["d/1", "txt=a", "seg.cls=1"],
  ["d/2", "txt=b"],
  ["3", "txt=c"],
];

describe("splitName", () => {
  it("cuts at the first dot of the last part, as WebDataset", () => {
    assert.deepEqual(splitName("train/0001.seg.PNG"), ["train/0001", "seg.png"]);
    assert.deepEqual(splitName("./a.b/c.jpg"), ["./a.b/c", "jpg"]);
    for (const odd of ["a", "a.b/c", ".jpg", "d/.hidden.jpg", "a.", "d/", "a.__key__"])
      assert.equal(splitName(odd), undefined, odd);
  });
});

describe("shardRuns", () => {
  it("groups neighbours by key, in lower-case extensions", async () => {
    assert.deepEqual((await read(shardOf(three))).samples, want);
  });

  it("gives nothing for what is not wanted, and counts what belongs to no sample", async () => {
    const odd: ShardFiles = [["README", "x"], ["d/._1.jpg", "x"], ...three, ["../4.txt", "x"]];
    const { samples, leftOut, error } = await read(shardOf(odd), (index) => index === 1);
    assert.equal(error, undefined);
    assert.deepEqual(samples, [undefined, want[1], undefined]);
    assert.deepEqual(leftOut, { entries: 0, names: 3 });
  });

  it("gives a sample as soon as the next one begins, and the last at the end mark only", async () => {
    const body = shardOf(three, new Uint8Array(0));
    const cut = await read(body);
    assert.deepEqual(cut.samples, want.slice(0, 2));
    assert.deepEqual([cut.error?.code, cut.error?.file], ["TAR_TRUNCATED", "s.tar"]);
    const inLast = await read(body.subarray(0, body.length - 512)); // 2 is whole, 3 has begun
    assert.deepEqual(inLast.samples, want.slice(0, 2));
  });

  it("tells every cut, and gives no sample that is cut", async () => {
    const shard = numberedShard(0, 4); // 9 KiB
    assert.equal(shard.length, 9216);
    const { samples: all } = await read(shard);
    for (let cut = 0; cut < shard.length; cut++) {
      const { samples, error } = await read(shard.subarray(0, cut));
      assert.deepEqual([error?.code, error?.file], ["TAR_TRUNCATED", "s.tar"], `cut at ${cut}`);
      assert.ok(error!.offset! <= cut && error!.offset! > cut - 1100);
      // Whole is what is followed by another sample's header: 2048 bytes a sample, and 512.
      const whole = Math.min(3, Math.max(0, Math.floor((cut - 512) / 2048)));
      assert.deepEqual(samples, all.slice(0, whole), `cut at ${cut}`);
    }
  });

  it("refuses a key that comes again later, naming both places", async () => {
    const { samples, error } = await read(shardOf([...three, ["d/2.cls", "1"]]));
    assert.deepEqual(samples, want);
    assert.deepEqual([error?.code, error?.offset], ["INVALID_FILE", 4096]);
    assert.match(error!.message, /each key in one place, got "d\/2 at byte 2048 and again"/);
  });

  it("refuses the same file of a sample twice", async () => {
    const { samples, error } = await read(shardOf([...three, ["3.TXT", "1"]]));
    assert.deepEqual(samples, want.slice(0, 2));
    assert.deepEqual([error?.code, error?.offset], ["INVALID_FILE", 4096]);
  });

  it("bounds the files and the whole of a sample", async () => {
    const big = (size: number) => new Uint8Array(size);
    const four: ShardFiles = [
      ["a.1", big(9)],
      ["a.2", big(9)],
      ["a.3", big(9)],
      ["a.4", big(9)],
    ];
    assert.equal((await read(shardOf(four), () => true, 9)).error, undefined);
    assert.equal((await read(shardOf(four), () => true, 8)).error?.code, "TOO_LARGE");
    const five = await read(shardOf([...four, ["a.5", big(9)]]), () => true, 9);
    assert.match(five.error!.message, /samples of at most 36 bytes/);
  });

  it("takes names that are properties of objects for names", async () => {
    const { samples } = await read(
      shardOf([
        ["__proto__.constructor", "x"],
        ["toString.txt", "y"],
      ]),
    );
    assert.deepEqual(samples, [
      ["__proto__", "constructor=x"],
      ["toString", "txt=y"],
    ]);
    assert.deepEqual((await read(tarEnd)).samples, []);
  });
});
