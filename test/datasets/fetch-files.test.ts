import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { exists, fetchFiles, needFolder, refuseDownload } from "../../src/datasets/fetch-files.ts";
import { makeTar } from "../support/archives.ts";
import { giveFile, withServer } from "../support/file-server.ts";
import { writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";

const archive = makeTar([{ name: "set/a.txt", content: "a" }]);
const md5 = createHash("md5").update(archive).digest("hex");
const file = { file: "set.tar", urls: ["https://example.org/set.tar"], md5, unpackTo: "out" };

describe("fetchFiles", () => {
  it("fetches and unpacks once, and only if asked to", () =>
    withFolder((folder) =>
      withServer(giveFile(archive), async (fetch, asked) => {
        const files = [{ ...file, gives: "out/set" }];
        for (const download of [undefined, false]) await fetchFiles("Set", folder, files, download);
        assert.deepEqual(await readdir(folder), []);
        for (let i = 0; i < 2; i++) await fetchFiles("Set", folder, files, { fetch });
        assert.equal(asked.length, 1);
        assert.equal(await readFile(join(folder, "out/set/a.txt"), "utf8"), "a");
        assert.deepEqual((await readdir(folder)).sort(), ["out", "set.tar"]);
      }),
    ));

  it("unpacks again what was not unpacked to the end, without fetching it again", () =>
    withFolder((folder) =>
      withServer(giveFile(archive), async (fetch, asked) => {
        await writeFiles(folder, { "set.tar": archive });
        await fetchFiles("Set", folder, [{ ...file, gives: "out/set" }], { fetch });
        assert.equal(asked.length, 0);
        assert.ok(await exists(join(folder, "out/set/a.txt")));
      }),
    ));

  it("says which folder is missing, and where data has to come from", () =>
    withFolder(async (folder) => {
      await needFolder("Set", folder);
      await writeFiles(folder, { file: "x" });
      for (const name of ["none", "file"])
        await assert.rejects(needFolder("Set", join(folder, name)), {
          code: "NOT_FOUND",
          file: join(folder, name),
          hint: /download: true/,
        });
      refuseDownload("Set", false, "there");
      assert.throws(() => refuseDownload("Set", true, "https://there.example"), {
        code: "INVALID_ARGUMENT",
        hint: /https:\/\/there\.example/,
      });
    }));
});
