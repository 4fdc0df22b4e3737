import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import {
  checkDecodable,
  entriesBelow,
  entriesOf,
  type FolderEntry,
  kindOf,
} from "../../src/datasets/folder-entries.ts";
import { withFolder } from "./temp-folder.ts";

const posix = process.platform !== "win32";

async function below(root: string): Promise<FolderEntry[]> {
  const found: FolderEntry[] = [];
  for await (const entry of entriesBelow("test", root)) found.push(entry);
  return found;
}

async function file(...parts: string[]): Promise<void> {
  await mkdir(dirname(join(...parts)), { recursive: true });
  await writeFile(join(...parts), "x");
}

describe("entriesOf, entriesBelow and kindOf", () => {
  it("tell files, folders, links and the rest apart", { skip: !posix }, () =>
    withFolder(async (root) => {
      await file(root, "a/b/c.png");
      await file(root, "file");
      await symlink("a", join(root, "link"));
      await symlink("nowhere", join(root, "gone"));
      execFileSync("mkfifo", [join(root, "pipe")]);
      const kinds = new Map((await entriesOf("test", root)).map(({ path, kind }) => [path, kind]));
      const top = { a: "folder", file: "file", link: "link", gone: "link", pipe: "other" };
      assert.deepEqual(Object.fromEntries(kinds), top);
      const all = Object.fromEntries((await below(root)).map(({ path, kind }) => [path, kind]));
      assert.deepEqual(all, { ...top, "a/b": "folder", "a/b/c.png": "file" });
      assert.equal(await kindOf(join(root, "link")), "folder");
      assert.equal(await kindOf(join(root, "gone")), "file");
      assert.equal(await kindOf(join(root, "pipe")), "other");
    }),
  );

  it("give a folder before what it holds", () =>
    withFolder(async (root) => {
      for (const name of ["a/1", "a/b/1", "a/b/c/1", "z/y/1"]) await file(root, name);
      const seen = new Set([""]);
      for (const { path, kind } of await below(root)) {
        assert.ok(seen.has(path.slice(0, Math.max(0, path.lastIndexOf("/")))), path);
        if (kind === "folder") seen.add(path);
      }
      assert.equal(seen.size, 6);
    }));

  it("refuse names with line breaks, in which fast-glob finds nothing", { skip: !posix }, () =>
    withFolder(async (root) => {
      for (const [i, odd] of [
        "a/new\nline.png",
        "new\nfolder/1.png",
        "a\r.png",
        "a\u2028.png",
        "\u2029/1.png",
      ].entries()) {
        await file(root, String(i), odd);
        await assert.rejects(below(join(root, String(i))), {
          code: "INVALID_ARGUMENT",
          message: /^test: .* expected names without line breaks, .*; rename the file or folder$/s,
        });
      }
    }),
  );

  it("report what they may not read", { skip: !posix || process.getuid?.() === 0 }, () =>
    withFolder(async (root) => {
      await file(root, "locked/2.png");
      await chmod(join(root, "locked"), 0);
      await assert.rejects(below(root), { message: /check the permissions/ });
      await assert.rejects(entriesOf("test", join(root, "locked")), { message: /permissions/ });
      await chmod(join(root, "locked"), 0o700);
    }),
  );
});

describe("checkDecodable", () => {
  it("refuses a name that is no UTF-8", { skip: process.platform !== "linux" }, () =>
    withFolder(async (root) => {
      await writeFile(
        Buffer.concat([Buffer.from(`${root}/`), Buffer.from("ff2e706e67", "hex")]),
        "",
      );
      const [entry] = await entriesOf("test", root);
      await assert.rejects(checkDecodable("test", join(root, entry!.path)), {
        code: "NOT_FOUND",
        message: /^test: .* expected names in UTF-8, .*; rename the file or folder$/,
      });
    }),
  );

  it("takes a name that really has the replacement character", () =>
    withFolder(async (root) => {
      await file(root, "\ufffd.png");
      await checkDecodable("test", join(root, "\ufffd.png"));
    }));
});
