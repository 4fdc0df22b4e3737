import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { test } from "node:test";
import { type PixelMode, readImage } from "../../src/io/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { fixture } from "../support/paths.ts";

interface Answer {
  readonly size?: readonly [number, number];
  readonly channels?: number;
  readonly orientation?: number;
  readonly sha256?: string;
  readonly error?: string;
  /** How and why Pillow answers otherwise. */
  readonly pillow?: string;
}

interface PillowRow {
  readonly size?: readonly [number, number];
  readonly orientation?: number;
  readonly error?: string;
  readonly RGB?: string;
  readonly L?: string;
  readonly RGBA?: string;
}

const answers: Record<string, Answer> = readJson("odd-images", "answers.json");
const pillow: Record<string, PillowRow> = readJson("golden", "io", "pillow.json").files;

const texts = /(\.md|\.py|\.mjs|\.json|README|README\.original)$/;
const files = filesUnder(fixture("odd-images"));

test("every picture has a row and every row a picture", () => {
  assert.deepEqual(Object.keys(answers).sort(), files);
  assert.ok(files.length > 140);
});

test("each picture gets the answer of its row", async () => {
  for (const file of files) {
    const { pillow: _, ...expected } = answers[file]!;
    assert.deepEqual(await answerOf(fixture("odd-images", file)), expected, file);
  }
});

for (const [folder, names] of [
  ["odd-images", files],
  ["photos", filesUnder(fixture("photos"))],
] as const) {
  test(`${folder}: pixels, size and orientation are Pillow's, but for the noted`, async () => {
    for (const name of names) {
      const row = pillow[`${folder}/${name}`];
      assert.ok(row !== undefined, `${name} is missing in pillow.json`);
      const noted = folder === "odd-images" && answers[name]!.pillow !== undefined;
      const same = await sameAsPillow(fixture(folder, name), row);
      assert.equal(same, !noted, `${name}: ${noted ? "noted as different" : "differs"}`);
    }
  });
}

test("what Pillow steps over gives Pillow's pixels with failOn: truncated", async () => {
  for (const name of ["bytes-between-markers.jpg", "restart-marker-in-scan.jpg"]) {
    const image = await readImage(fixture("odd-images", "generated", name), {
      failOn: "truncated",
    });
    assert.equal(sha256(image.data), pillow[`odd-images/generated/${name}`]!.RGB);
  }
});

test("TIFF and AVIF open by option", async () => {
  const tiff = fixture("odd-images", "generated", "tiff-named.jpg");
  const png = await readImage(fixture("odd-images", "generated", "png-named.jpg"));
  assert.deepEqual((await readImage(tiff, { formats: ["tiff"] })).data, png.data);
  await assert.rejects(readImage(tiff), { code: "UNSUPPORTED_FORMAT" });
  await assert.rejects(readImage(tiff, { formats: ["jpeg", "avif"] }), {
    code: "UNSUPPORTED_FORMAT",
  });
  const avif = await readImage(fixture("odd-images", "generated", "photo.avif"), {
    formats: ["avif"],
  });
  assert.deepEqual(avif.size, [32, 48]);
  let error = 0;
  for (let i = 0; i < png.data.length; i++) error += Math.abs(avif.data[i]! - png.data[i]!);
  assert.ok(error / png.data.length < 12, "a lossy copy of the same picture");
});

async function answerOf(path: string): Promise<Answer> {
  try {
    const { data, size, orientation } = await readImage(path);
    const { channels } = await readImage(path, { mode: "unchanged" });
    return { size, channels, orientation, sha256: sha256(data) };
  } catch (error) {
    assert.ok(error instanceof VisionError, `${path}: ${error}`);
    assert.ok(error.message.includes(path) && error.hint.length > 0);
    return { error: error.code };
  }
}

async function sameAsPillow(path: string, row: PillowRow): Promise<boolean> {
  const modes: readonly (readonly [PixelMode, string | undefined])[] = [
    ["rgb", row.RGB],
    ["gray", row.L],
    ["rgba", row.RGBA],
  ];
  try {
    for (const [mode, expected] of modes) {
      const { data, size, orientation } = await readImage(path, { mode });
      if (sha256(data) !== expected || orientation !== row.orientation) return false;
      if (size[0] !== row.size?.[0] || size[1] !== row.size?.[1]) return false;
    }
    return true;
  } catch {
    return row.error !== undefined;
  }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !texts.test(entry.name))
    .map((entry) => relative(folder, `${entry.parentPath}/${entry.name}`).replaceAll("\\", "/"))
    .sort();
}

function readJson(...parts: string[]) {
  return JSON.parse(readFileSync(fixture(...parts), "utf8"));
}

function sha256(data: Uint8Array | Float32Array): string {
  return createHash("sha256").update(data).digest("hex");
}
