import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readLabelMap } from "../../src/io/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { withFolder } from "../datasets/temp-folder.ts";
import { fixture } from "../support/paths.ts";

interface Row {
  readonly name: string;
  readonly base64: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}
const rows: Row[] = JSON.parse(readFileSync(fixture("golden/io/label-maps.json"), "utf8")).files;

const read = (bytes: Uint8Array, options = {}) =>
  withFolder(async (folder) => {
    await writeFile(join(folder, "a.png"), bytes);
    return readLabelMap(join(folder, "a.png"), options);
  });

describe("readLabelMap", () => {
  for (const { name, base64, shape, values } of rows)
    it(`gives the numbers that Pillow gives: ${name}`, async () => {
      const mask = await read(Buffer.from(base64, "base64"));
      assert.deepEqual([...mask.shape], shape);
      assert.deepEqual([...mask.data], values);
    });

  it("notices every cut and every flipped bit", async () => {
    const { base64 } = rows[0]!;
    const whole = Buffer.from(base64, "base64");
    const bad = async (bytes: Uint8Array, what: string) => {
      const error = await read(bytes).catch((reason: unknown) => reason);
      assert.ok(error instanceof VisionError, what);
    };
    for (let end = 0; end < whole.length; end += 3) await bad(whole.subarray(0, end), `cut ${end}`);
    for (let at = 0; at < whole.length; at += 5) {
      const bent = Buffer.from(whole);
      bent[at]! ^= 1 << (at & 7);
      await bad(bent, `bit of ${at}`);
    }
  });

  it("refuses colours, other files and too many pixels", async () => {
    const whole = Buffer.from(rows[0]!.base64, "base64");
    await assert.rejects(read(whole, { maxPixels: 116 }), { code: "TOO_LARGE" });
    await assert.rejects(readLabelMap(fixture("photos/chelsea.png")), {
      code: "UNSUPPORTED_FORMAT",
      message: /palette or grey/,
    });
    await assert.rejects(readLabelMap(fixture("photos/rocket.jpg")), {
      code: "UNSUPPORTED_FORMAT",
    });
    await assert.rejects(readLabelMap("no/such.png"), { code: "NOT_FOUND" });
  });
});
