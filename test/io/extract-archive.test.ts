import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { safeParts } from "../../src/io/archive-entry.ts";
import { extractArchive } from "../../src/io/index.ts";
import { tarEntries } from "../../src/io/tar-entries.ts";
import { zipEntries } from "../../src/io/zip-entries.ts";
import { withFolder } from "../datasets/temp-folder.ts";
import { type FakeEntry, makeTar, makeZip } from "../support/archives.ts";
import { runFull } from "../support/run-full.ts";

const entries: FakeEntry[] = [
  { name: "set/", type: "5" },
  { name: "set/one.txt", content: "one" },
  { name: "set/deep/er/two.bin", content: Buffer.alloc(70_000, 7) },
  { name: "set/empty", content: "" },
];
const kinds: Record<string, (list: readonly FakeEntry[]) => Buffer> = {
  "a.tar": makeTar,
  "a.tar.gz": (list) => gzipSync(makeTar(list)),
  "a.tgz": (list) => gzipSync(makeTar(list)),
  "a.zip": makeZip,
};

async function put(root: string, name: string, bytes: Uint8Array): Promise<string> {
  const path = join(root, "in", name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

async function filesOf(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe("extractArchive", () => {
  for (const [name, make] of Object.entries(kinds)) {
    it(`unpacks ${name} and joins it with what is there`, () =>
      withFolder(async (root) => {
        const archive = await put(root, name, make(entries));
        const out = join(root, "out");
        await mkdir(join(out, "set"), { recursive: true });
        await writeFile(join(out, "set", "kept.txt"), "kept");
        await writeFile(join(out, "set", "one.txt"), "old");
        await extractArchive(archive, out);
        assert.equal(await readFile(join(out, "set/one.txt"), "utf8"), "one");
        assert.deepEqual(await readFile(join(out, "set/deep/er/two.bin")), Buffer.alloc(70_000, 7));
        assert.deepEqual((await readdir(out)).sort(), ["set"]);
        assert.deepEqual((await readdir(join(out, "set"))).sort(), [
          "deep",
          "empty",
          "kept.txt",
          "one.txt",
        ]);
      }));

    it(`refuses what leads out of the folder, and links, in ${name}`, async () => {
      const bad: FakeEntry[] = [
        { name: "../evil", content: "x" },
        { name: "set/../../evil", content: "x" },
        { name: "/evil", content: "x" },
        { name: "C:/evil", content: "x" },
        { name: "set\\..\\evil", content: "x" },
        { name: "link", type: "2", link: "/etc" },
        { name: "set/one.txt/../../../evil", content: "x" },
      ];
      // Hard links, devices, pipes: a tar alone can hold them.
      if (name === "a.tar")
        for (const type of ["1", "3", "4", "6"])
          bad.push({ name: "set/odd", type, link: "set/one.txt" });
      for (const entry of bad)
        await withFolder(async (root) => {
          const archive = await put(root, name, make([...entries, entry]));
          await assert.rejects(
            extractArchive(archive, join(root, "out")),
            { code: "INVALID_FILE", file: archive },
            entry.name,
          );
          assert.deepEqual(await filesOf(join(root, "out")), [], entry.name);
          assert.deepEqual((await readdir(root)).sort(), ["in", "out"]);
        });
    });

    it(`notices every cut of ${name}`, () =>
      withFolder(async (root) => {
        const bytes = make(entries.slice(0, 2));
        // A tar may end after its first block of zeros: the second one is only custom.
        const last = name === "a.tar" ? bytes.length - 1024 : bytes.length;
        for (let end = 1; end < last; end += name === "a.tar" ? 64 : 1) {
          const archive = await put(root, name, bytes.subarray(0, end));
          const wrong = { code: "INVALID_FILE", file: archive };
          await assert.rejects(extractArchive(archive, join(root, "out")), wrong, `at ${end}`);
        }
        assert.deepEqual(await filesOf(join(root, "out")), []);
      }));

    it(`stops at the limits of bytes and entries in ${name}`, () =>
      withFolder(async (root) => {
        const archive = await put(root, name, make(entries));
        const out = join(root, "out");
        const large = { code: "TOO_LARGE", file: archive };
        await assert.rejects(extractArchive(archive, out, { maxBytes: 70_002 }), large);
        await assert.rejects(extractArchive(archive, out, { maxEntries: 3 }), large);
        assert.deepEqual(await filesOf(out), []);
        await extractArchive(archive, out, { maxBytes: 70_003, maxEntries: 4 });
      }));
  }

  for (const [name, make] of Object.entries(kinds))
    it(`refuses files that are folders too, in ${name}`, () =>
      withFolder(async (root) => {
        const file = { name: "set", content: "x" };
        const within = { name: "set/one.txt", content: "x" };
        const lists = [
          [file, within],
          [within, file],
          [file, { name: "set/", type: "5" }],
        ];
        for (const list of lists) {
          const archive = await put(root, name, make(list));
          const wrong = { code: "INVALID_FILE", file: archive, message: /set.*already there/ };
          await assert.rejects(extractArchive(archive, join(root, "out")), wrong);
        }
        assert.deepEqual(await filesOf(join(root, "out")), []);
      }));

  it("says so where it cannot write", () =>
    withFolder(async (root) => {
      const archive = await put(root, "a.zip", makeZip(entries));
      await writeFile(join(root, "out"), "a file");
      const failed = { code: "WRITE_FAILED", message: /out.*a folder to unpack into/ };
      await assert.rejects(extractArchive(archive, join(root, "out")), failed);
    }));

  it("says that the disk is full, and leaves nothing", { skip: process.platform === "win32" }, () =>
    withFolder(async (root) => {
      const large = [{ name: "a", content: "some content ".repeat(50_000) }];
      const archives = [
        await put(root, "a.zip", makeZip(large)),
        await put(root, "a.tar", makeTar(large)),
      ];
      const module = JSON.stringify(new URL("../../src/io/index.js", import.meta.url).href);
      const program = `
        import { extractArchive } from ${module};
        const [out, ...archives] = process.argv.slice(1);
        for (const archive of archives)
          await extractArchive(archive, out).catch(({ code, message }) => console.log(code, message));`;
      const out = join(root, "out");
      const { stdout } = await runFull(program, [out, ...archives]);
      assert.match(stdout, /^(WRITE_FAILED extractArchive: .*EFBIG.*check the free space.*\n){2}$/);
      assert.deepEqual(await filesOf(out), []);
    }),
  );

  it("checks the content of zip entries", () =>
    withFolder(async (root) => {
      const bytes = makeZip([{ name: "a", content: "some content" }]);
      const central = bytes.indexOf("PK\x01\x02");
      bytes.writeUInt32LE(1, central + 16);
      const archive = await put(root, "a.zip", bytes);
      await assert.rejects(extractArchive(archive, join(root, "out")), /expected CRC-32 00000001/);
    }));

  it("names zip entries that are encrypted, packed in another way or elsewhere, or not as told", async () => {
    const change = (at: number, value: number, text: RegExp) => ({ at, value, text });
    for (const { at, value, text } of [
      change(8, 1, /expected entries without encryption, got "a"; unpack it with its password/),
      change(10, 12, /unsupported compression method: 12/),
      change(24, 5, /too many bytes/),
      change(24, 5000, /not enough bytes/),
    ])
      await withFolder(async (root) => {
        const bytes = makeZip([{ name: "a", content: "some content" }]);
        bytes.writeUInt16LE(value, bytes.indexOf("PK\x01\x02") + at);
        const extracting = extractArchive(await put(root, "a.zip", bytes), join(root, "out"));
        await assert.rejects(extracting, { code: "INVALID_FILE", message: text });
        assert.deepEqual(await filesOf(join(root, "out")), []);
      });
  });

  it("checks the headers of tar entries", () =>
    withFolder(async (root) => {
      const bytes = makeTar(entries);
      bytes[512]! ^= 1;
      const archive = await put(root, "a.tar", bytes);
      await assert.rejects(extractArchive(archive, join(root, "out")), { code: "INVALID_FILE" });
    }));

  it("unpacks one gzipped file, and names what it cannot unpack", () =>
    withFolder(async (root) => {
      const out = join(root, "out");
      await extractArchive(await put(root, "labels.txt.gz", gzipSync("1 2 3")), out);
      assert.equal(await readFile(join(out, "labels.txt"), "utf8"), "1 2 3");
      const xz = await put(root, "a.7z", Buffer.from("x"));
      await assert.rejects(extractArchive(xz, out), { code: "UNSUPPORTED_FORMAT" });
      await assert.rejects(extractArchive(join(root, "no.zip"), out), { code: "NOT_FOUND" });
    }));
});

describe("archive entries", () => {
  it("come in order, and may be left unread", () =>
    withFolder(async (root) => {
      const tar = async function* () {
        yield makeTar(entries);
      };
      const zip = await put(root, "a.zip", makeZip(entries));
      for (const source of [tarEntries("a.tar", tar()), zipEntries(zip)]) {
        const names: string[] = [];
        for await (const { name, kind, size } of source) names.push(`${name} ${kind} ${size}`);
        assert.deepEqual(names, [
          "set/ folder 0",
          "set/one.txt file 3",
          "set/deep/er/two.bin file 70000",
          "set/empty file 0",
        ]);
      }
    }));

  it("have paths without detours", () => {
    assert.deepEqual(safeParts("a", "./x//y/./z"), ["x", "y", "z"]);
    for (const name of ["/x", "x/..", "a\\b", "c:x", "x\0"])
      assert.throws(() => safeParts("a", name), { code: "INVALID_FILE" }, name);
  });
});
