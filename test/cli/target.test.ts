import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { freeTarget } from "../../src/cli/target.ts";
import { type ErrorCode, VisionError } from "../../src/util/errors.ts";

describe("freeTarget", () => {
  let cwd = "";
  before(() => {
    cwd = mkdtempSync(join(tmpdir(), "target-"));
    writeFileSync(join(cwd, "old"), "x");
    mkdirSync(join(cwd, "folder"));
    symlinkSync("nowhere", join(cwd, "link"));
  });
  after(() => rmSync(cwd, { recursive: true }));

  const refuses = (path: string, force: boolean, code: ErrorCode, hint: RegExp) =>
    assert.rejects(
      freeTarget(path, cwd, force),
      (error) => error instanceof VisionError && error.code === code && hint.test(error.hint),
    );

  test("counts from the working folder and gives the whole path", async () => {
    assert.equal(await freeTarget("new", cwd, false), join(cwd, "new"));
    assert.equal(await freeTarget("folder/../new", cwd, true), join(cwd, "new"));
    assert.equal(await freeTarget(join(cwd, "folder", "a"), "/", false), join(cwd, "folder", "a"));
  });

  test("refuses what is there, unless forced", async () => {
    await refuses("old", false, "EXISTS", /--force/);
    assert.equal(await freeTarget("old", cwd, true), join(cwd, "old"));
  });

  test("a link that leads nowhere is there", () => refuses("link", false, "EXISTS", /--force/));

  test("refuses a folder, even if forced", async () => {
    await refuses("folder", true, "EXISTS", /name a file/);
    await refuses(".", false, "EXISTS", /name a file/);
  });

  test("refuses a file in a folder that is not there, or is none", async () => {
    await refuses("gone/new", true, "NOT_FOUND", /make the folder/);
    await refuses("old/new", false, "NOT_FOUND", /make the folder/);
  });
});
