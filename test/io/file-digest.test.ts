import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { digestOf, verifyFile } from "../../src/io/file-digest.ts";
import { withFolder } from "../datasets/temp-folder.ts";

// The digests of "abc" in RFC 1321 and FIPS 180.
const md5 = "900150983cd24fb0d6963f7d28e17f72";
const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

test("digests decide what a file is; SHA-256 where both are known", () =>
  withFolder(async (folder) => {
    const path = join(folder, "a");
    await writeFile(path, "abc");
    assert.deepEqual(await digestOf(path, { md5 }), { digest: md5, matches: true });
    await verifyFile("Set", path, { md5 });
    await verifyFile("Set", path, { md5: "0", sha256 });
    await assert.rejects(verifyFile("Set", path, { md5, sha256: "0" }), {
      code: "MISMATCH",
      message: `Set: ${path}: expected SHA-256 0..., got "${sha256}"; the file is damaged or another one; remove it and fetch it again`,
    });
    await assert.rejects(verifyFile("Set", join(folder, "b"), { md5 }), { code: "NOT_FOUND" });
  }));

test("the first digits of a SHA-256 are enough, as in the names of PyTorch's files", () =>
  withFolder(async (folder) => {
    const path = join(folder, "a-ba7816bf.pth");
    await writeFile(path, "abc");
    assert.deepEqual(await digestOf(path, { sha256: "ba7816bf" }), {
      digest: sha256,
      matches: true,
    });
    for (const wrong of ["ba7816be", "", "a7816bf8"])
      assert.equal((await digestOf(path, { sha256: wrong })).matches, false, wrong);
    await assert.rejects(verifyFile("Set", path, { sha256: "ba7816be" }), {
      message: new RegExp(`expected SHA-256 ba7816be\\.\\.\\., got "${sha256}"`),
    });
  }));
