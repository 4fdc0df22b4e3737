import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import sharp from "sharp";
import { decodeImage } from "../../src/io/index.ts";
import { fixture } from "../support/paths.ts";

const generated = (name: string) => fixture("odd-images", "generated", name);

// What each loader of the library would take; after our first decode only three are left.
const samples: Record<string, Buffer> = {
  jpeg: readFileSync(generated("jpeg-named.png")),
  png: readFileSync(generated("png-named.jpg")),
  webp: readFileSync(generated("lossy.webp")),
  gif: readFileSync(generated("animated.gif")),
  tiff: readFileSync(generated("tiff-named.jpg")),
  avif: readFileSync(generated("photo.avif")),
  svg: readFileSync(generated("svg-named.jpg")),
};

test("the library's loaders are closed but for JPEG, PNG and WebP from memory", async () => {
  // Before: the samples are good ones, so that a refusal afterwards is the closed door's.
  for (const [name, bytes] of Object.entries(samples))
    assert.equal(await opens(bytes), true, `${name} before`);
  assert.equal(await opens(generated("png-named.jpg")), true);
  await decodeImage(samples["png"]!);
  const open: string[] = [];
  for (const [name, bytes] of Object.entries(samples)) if (await opens(bytes)) open.push(name);
  assert.deepEqual(open, ["jpeg", "png", "webp"]);
  // From files nothing opens, the library's own format included.
  for (const name of ["jpeg-named.png", "png-named.jpg", "lossy.webp"])
    assert.equal(await opens(generated(name)), false, name);
});

test("a format allowed by option opens its own loader only", async () => {
  await decodeImage(samples["tiff"]!, { formats: ["tiff"] });
  const open: string[] = [];
  for (const [name, bytes] of Object.entries(samples)) if (await opens(bytes)) open.push(name);
  assert.deepEqual(open, ["jpeg", "png", "webp", "tiff"]);
});

test("every input format that the library has is one of the samples", () => {
  const readable = Object.values(sharp.format).filter((format) => format.input.buffer);
  const names = readable.map((format) => format.id as string).sort();
  // "raw" is pixels from memory, "heif" is AVIF here; "vips" opens from files only.
  assert.deepEqual(names, ["gif", "heif", "jpeg", "png", "raw", "svg", "tiff", "webp"]);
});

test("importing tsvision/io does not load the image library; decoding GIF does not either", () => {
  const io = JSON.stringify(new URL("../../src/io/index.js", import.meta.url).href);
  const gif = JSON.stringify(generated("animated.gif"));
  const program = `
    import { readImage } from ${io};
    await readImage(${gif});
    const report = process.report.getReport();
    console.log(report.sharedObjects.filter((file) => /sharp|vips/.test(file)).length);`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
  });
  assert.equal(stdout.trim(), "0", stderr);
});

async function opens(input: Buffer | string): Promise<boolean> {
  return sharp(input)
    .metadata()
    .then(
      () => true,
      () => false,
    );
}
