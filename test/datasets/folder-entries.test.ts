import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { checkDecodable, entriesOf, kindOf } from "../../src/datasets/folder-entries.ts";
import { withFolder } from "./temp-folder.ts";

const posix = process.platform !== "win32";

async function file(...parts: string[]): Promise<void> {
  await mkdir(dirname(join(...parts)), { recursive: true });
  await writeFile(join(...parts), "x");
}

describe("entriesOf and kindOf", () => {
  it("tell files, folders, links and the rest apart", { skip: !posix }, () =>
    withFolder(async (root) => {
      await file(root, "a/b/c.png");
      await file(root, "file");
      await symlink("a", join(root, "link"));
      await symlink("nowhere", join(root, "gone"));
      execFileSync("mkfifo", [join(root, "pipe")]);
      const kinds = new Map((await entriesOf("test", root)).map(({ name, kind }) => [name, kind]));
      const top = { a: "folder", file: "file", link: "link", gone: "link", pipe: "other" };
      assert.deepEqual(Object.fromEntries(kinds), top);
      assert.equal(await kindOf(join(root, "link")), "folder");
      assert.equal(await kindOf(join(root, "gone")), "file");
      assert.equal(await kindOf(join(root, "pipe")), "other");
    }),
  );

  it("report what they may not read", { skip: !posix || process.getuid?.() === 0 }, () =>
    withFolder(async (root) => {
      await file(root, "locked/2.png");
      await chmod(join(root, "locked"), 0);
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
      await assert.rejects(checkDecodable("test", join(root, entry!.name)), {
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
