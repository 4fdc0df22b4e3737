import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ShardFile } from "../../src/datasets/shard-file.ts";
import { tarEntry } from "../../src/io/tar-entry.ts";
import { withFolder } from "./temp-folder.ts";

describe("ShardFile", () => {
  it("counts and hashes what it wrote, under a name that was free", () =>
    withFolder(async (folder) => {
      const file = await ShardFile.create(folder, "a.tar");
      await file.add(tarEntry("1.cls", Buffer.from("1")));
      await file.add(tarEntry("2.cls", Buffer.from("2")));
      const told = await file.end();
      const bytes = await readFile(join(folder, "a.tar"));
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      assert.deepEqual(told, { file: "a.tar", samples: 2, bytes: 3072, sha256 });
      await assert.rejects(ShardFile.create(folder, "a.tar"), { code: "EEXIST" });
    }));
});
