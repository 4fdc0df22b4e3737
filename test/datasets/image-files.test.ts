import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { classFolders, imageExtensions, imageFiles } from "../../src/datasets/image-files.ts";
import { withFolder } from "./temp-folder.ts";

const posix = process.platform !== "win32";

describe("imageFiles", () => {
  it("lists each folder once where links lead up, to each other or to one place", () =>
    withFolder(async (root) => {
      await files(root, ["cat/1.png", "cat/a/2.png", "dog/3.png", "out/x/4.png", "out/x/y/5.png"]);
      await symlink(root, join(root, "cat/up"));
      await symlink("..", join(root, "cat/a/back"));
      await symlink(".", join(root, "cat/self"));
      await symlink("../out/x/y", join(root, "cat/l1"));
      await symlink("../out/x", join(root, "cat/l2"));
      await symlink("../out/x", join(root, "cat/l3"));
      await symlink("../../../cat", join(root, "out/x/y/cat"));
      assert.deepEqual(await imageFiles("test", join(root, "cat"), imageExtensions), [
        "1.png",
        "a/2.png",
        "l1/5.png",
        "l2/4.png",
      ]);
    }));

  it("takes the first of two links to one place by path, not the one met first", () =>
    withFolder(async (root) => {
      await files(root, ["cat/a/keep.txt", "out/1.png"]);
      await symlink("../out", join(root, "cat/b"));
      await symlink("../../out", join(root, "cat/a/link"));
      const found = await imageFiles("test", join(root, "cat"), imageExtensions);
      assert.deepEqual(found, ["a/link/1.png"]);
    }));

  it("takes names with line breaks, and sorts all as Python", { skip: !posix }, () =>
    withFolder(async (root) => {
      const names = ["a\nb.png", "a b.png", "\r.PNG", "\u2028.png", "e\u0301.png", "\u00e9.png"];
      const odd = [
        "\u{1f600}.png",
        "\uff21.png",
        "a-b/1.png",
        "a/b/1.png",
        "a/1.png",
        "a.png/1.png",
      ];
      await files(root, [...names, ...odd, "'; rm -rf \"*\x1b[2J.png", `${"x".repeat(251)}.png`]);
      // As sorted(os.walk(root)) in Python 3.11 gives them.
      const want = [
        "\r.PNG",
        "'; rm -rf \"*\x1b[2J.png",
        "a\nb.png",
        "a b.png",
        "e\u0301.png",
        `${"x".repeat(251)}.png`,
        "\u00e9.png",
        "\u2028.png",
        "\uff21.png",
        "\u{1f600}.png",
        "a/1.png",
        "a-b/1.png",
        "a.png/1.png",
        "a/b/1.png",
      ];
      assert.deepEqual(await imageFiles("test", root, imageExtensions), want);
    }),
  );

  it("names a folder that is gone", () =>
    assert.rejects(imageFiles("test", "no/such/folder", imageExtensions), {
      code: "NOT_FOUND",
      message: /^test: no.such.folder: expected a folder that can be read/,
    }));

  it("follows a link to another class, as torchvision", () =>
    withFolder(async (root) => {
      await files(root, ["cat/1.png", "dog/2.png"]);
      await symlink("../dog", join(root, "cat/more"));
      const found = await imageFiles("test", join(root, "cat"), imageExtensions);
      assert.deepEqual(found, ["1.png", "more/2.png"]);
    }));

  it("leaves out what is no file, and never opens it", { skip: !posix }, () =>
    withFolder(async (root) => {
      await files(root, ["cat/1.png", "cat/folder.png/2.png"]);
      execFileSync("mkfifo", [join(root, "cat/pipe.png")]);
      await symlink("pipe.png", join(root, "cat/link-to-pipe.png"));
      const found = await imageFiles("test", join(root, "cat"), imageExtensions);
      assert.deepEqual(found, ["1.png", "folder.png/2.png"]);
    }),
  );
});

describe("classFolders", () => {
  it("takes folders and links to folders, not files", () =>
    withFolder(async (root) => {
      await files(root, ["b/1.png", "a/1.png", "file.png"]);
      await symlink("b", join(root, "c"));
      await symlink("file.png", join(root, "d"));
      await symlink("nowhere", join(root, "e"));
      assert.deepEqual(await classFolders("test", root), ["a", "b", "c"]);
    }));

  it("names a root that is missing, or a file", () =>
    withFolder(async (root) => {
      await files(root, ["file.png"]);
      await assert.rejects(classFolders("test", join(root, "gone")), {
        code: "NOT_FOUND",
        message: /^test: .*gone: expected a folder that can be read, got ENOENT.*; check the path/,
      });
      await assert.rejects(classFolders("test", join(root, "file.png")), {
        code: "INVALID_ARGUMENT",
        message: /; pass the folder that holds the class folders$/,
      });
    }));
});

async function files(root: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), "x");
  }
}
