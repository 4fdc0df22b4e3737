import assert from "node:assert/strict";
import { mkdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { describe, it } from "node:test";
import { ImageFolder } from "../../src/datasets/index.ts";
import { encodePng } from "../../src/io/index.ts";
import { Image } from "../../src/sample/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { fixture } from "../support/paths.ts";
import { crc32 } from "./crc32.ts";
import { datasetSuite } from "./suite.ts";
import { withFolder } from "./temp-folder.ts";

const part = (root: string, train: boolean) => join(root, train ? "train" : "val");

datasetSuite(
  "ImageFolder",
  (root, { train, ...rest }) => ImageFolder.open(part(root, train), rest),
  {
    async writeFake(root, train) {
      const rng = new Rng(3);
      for (const name of ["ant/1.png", "ant/2.png", "bee/deep/1.png", "bee/2.png", "cow/1.PNG"]) {
        const pixels = Uint8Array.from({ length: 6 * 5 * 3 }, () => rng.int(0, 256));
        const bytes = await encodePng(new Image(pixels, { width: 5, height: 6, channels: 3 }));
        await put(join(part(root, train), name), bytes);
      }
      return 5;
    },
    async removeFile(root) {
      await rm(join(part(root, true), "cow/1.PNG"));
      return /^ImageFolder: .* expected images .* in every class folder, got { empty: \["cow"\] }/;
    },
    async damageFile(root) {
      await truncate(join(part(root, true), "bee/2.png"), 60);
      return /bee.2\.png/;
    },
    channels: 3,
    size: [6, 5],
  },
);

describe("ImageFolder", () => {
  it("lists a folder of odd names and links as torchvision does", () =>
    withFolder(async (folder) => {
      const golden = await readGolden<ListingGolden>("listing.json");
      for (const name of golden.files) await put(join(folder, "root", name), "x");
      for (const name of golden.outside) await put(join(folder, "outside", name), "x");
      for (const [link, target] of Object.entries(golden.links))
        await symlink(target, join(folder, "root", link));
      const data = await ImageFolder.open(join(folder, "root"));
      assert.deepEqual(data.classes, golden.classes);
      const samples = data.samples.map(([path, label]) => [
        relative(join(folder, "root"), path),
        label,
      ]);
      assert.deepEqual(samples, golden.samples);
      assert.deepEqual(
        data.targets,
        golden.samples.map(([, label]) => label),
      );
    }));

  it("reads the shipped images as torchvision does", async () => {
    const golden = await readGolden<FolderGolden>("folder.json");
    const data = await ImageFolder.open(fixture("folder"));
    assert.deepEqual(data.classes, golden.classes);
    assert.equal(data.length, 60);
    for (const [i, [name, label, sum]] of golden.samples.entries()) {
      const [image, got] = await data.get(i);
      assert.equal(relative(fixture("folder"), data.samples[i]![0]), name);
      assert.equal(got, label);
      assert.equal(image.channels, 3);
      assert.equal(crc32(image.data), sum, name);
    }
  });

  it("takes other suffixes and decode options", () =>
    withFolder(async (root) => {
      await put(join(root, "a/1.png"), await readFile(fixture("folder/bag", await aBag())));
      await put(join(root, "a/2.dat"), "x");
      const all = await ImageFolder.open(root, { extensions: [".DAT", ".png"] });
      assert.equal(all.length, 2);
      const gray = await ImageFolder.open(root, { decode: { mode: "gray" } });
      assert.equal((await gray.get(0))[0].channels, 1);
      const bad = ImageFolder.open(root, { extensions: ["png"] });
      await assert.rejects(bad, { message: /expected extensions that start with a dot/ });
    }));

  it("takes the files that a function names, and another loader", () =>
    withFolder(async (root) => {
      for (const name of ["a/1.png", "a/2.dat", "b/c/3.DAT"]) await put(join(root, name), "x");
      const asked: string[] = [];
      const isValidFile = (path: string) => asked.push(path) > 0 && /dat$/i.test(path);
      const pixel = new Image(Uint8Array.of(1, 2, 3), { width: 1, height: 1, channels: 3 });
      const data = await ImageFolder.open(root, { isValidFile, loader: async () => pixel });
      assert.deepEqual(
        asked.sort(),
        ["a/1.png", "a/2.dat", "b/c/3.DAT"].map((name) => join(root, name)),
      );
      assert.deepEqual(
        data.samples.map(([path]) => path),
        asked.slice(1),
      );
      assert.deepEqual(await data.get(1), [pixel, 1]);
      await assert.rejects(ImageFolder.open(root, { isValidFile, extensions: [".png"] }), {
        message: /expected extensions or isValidFile/,
      });
    }));

  it("names empty classes, or keeps them where that is asked for", () =>
    withFolder(async (root) => {
      await put(join(root, "b/1.png"), "x");
      await put(join(root, "a/notes.txt"), "x");
      await mkdir(join(root, "c"));
      await assert.rejects(ImageFolder.open(root), {
        code: "NOT_FOUND",
        message:
          /got { empty: \["a", "c"\] }; add images, remove these folders, or pass allowEmpty: true$/,
      });
      const data = await ImageFolder.open(root, { allowEmpty: true });
      assert.deepEqual(data.classes, ["a", "b", "c"]);
      assert.deepEqual(data.targets, [1]);
    }));

  it("says what to do where there is no class folder", () =>
    withFolder(async (root) => {
      await put(join(root, "1.png"), "x");
      await assert.rejects(ImageFolder.open(root), {
        code: "NOT_FOUND",
        message: /expected a folder for each class, got "no folder"; put the images of each class/,
      });
    }));

  it("has a fingerprint of names and labels that does not depend on the root", () =>
    withFolder(async (folder) => {
      for (const root of ["one", "two/deep"])
        for (const name of ["a/1.png", "b/2.png"]) await put(join(folder, root, name), "x");
      const one = await ImageFolder.open(join(folder, "one"));
      const two = await ImageFolder.open(`${join(folder, "two/deep")}/`);
      assert.equal(one.fingerprint(), two.fingerprint());
      const three = await ImageFolder.open(`./${relative(".", join(folder, "one"))}`);
      assert.equal(three.fingerprint(), one.fingerprint());
      await put(join(folder, "one/b/3.png"), "x");
      const more = await ImageFolder.open(join(folder, "one"));
      assert.notEqual(one.fingerprint(), more.fingerprint());
    }));

  it("names a file that vanished after the listing", () =>
    withFolder(async (root) => {
      await put(join(root, "a/1.png"), "x");
      const data = await ImageFolder.open(root);
      await rm(join(root, "a"), { recursive: true });
      await assert.rejects(data.get(0), { code: "NOT_FOUND", message: /a.1\.png/ });
    }));
});

interface ListingGolden {
  readonly files: readonly string[];
  readonly outside: readonly string[];
  readonly links: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  readonly samples: readonly (readonly [string, number])[];
}

interface FolderGolden {
  readonly classes: readonly string[];
  readonly samples: readonly (readonly [name: string, label: number, crc32: number])[];
}

async function readGolden<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(fixture("golden/datasets", name), "utf8"));
}

async function aBag(): Promise<string> {
  const { samples } = await readGolden<FolderGolden>("folder.json");
  return samples
    .map(([name]) => name)
    .find((name) => /^bag.*png$/.test(name))!
    .slice(4);
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
