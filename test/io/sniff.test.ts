import assert from "node:assert/strict";
import { test } from "node:test";
import { imageFormats, sniff } from "../../src/io/index.ts";

const bytes = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

test("names a file by its first bytes", () => {
  const cases: Record<string, string> = {
    "\xff\xd8\xff\xe0": "a JPEG image",
    "\x89PNG\r\n\x1a\n": "a PNG image",
    "RIFF\x24\0\0\0WEBPVP8 ": "a WebP image",
    GIF89a: "a GIF image",
    "II*\0": "a TIFF image",
    "MM\0*": "a TIFF image",
    "\0\0\0\x1cftypavif": "an AVIF image",
    "\0\0\0\x1cftypheic": "a HEIC image",
    "\0\0\0\x1cftypisom": "a video (MP4 family)",
    "BM\x10\0\0\0\0\0\0\0": "a BMP image",
    "P6\n3 2\n255\n": "a binary PGM or PPM image",
    "P3\n3 2\n255\n": "a PNM image (PBM, text, or PAM)",
    "Pf\n": "a PFM image",
    "#?RADIANCE\n": "a Radiance HDR image",
    "%PDF-1.7": "a PDF file",
    "<svg xmlns=''>": "an SVG drawing",
    "<?xml version='1.0'?>\n<!-- x -->\n<svg>": "an SVG drawing",
    "<?xml version='1.0'?><note/>": "an XML file",
    "\xef\xbb\xbf  <!doctype HTML>": "a web page (HTML)",
    "version https://git-lfs.github.com/spec/v1": "a Git LFS pointer",
    "PK\x03\x04": "a zip archive",
    "RIFF\x24\0\0\0WAVE": "bytes of no known image format (52 49 46 46 24 00 00 00)",
    "PS: hello": "text",
    "\x01\x02": "bytes of no known image format (01 02)",
  };
  for (const [start, name] of Object.entries(cases)) assert.equal(sniff(bytes(start)).name, name);
});

test("only formats that can be decoded have a format", () => {
  assert.equal(sniff(bytes("\xff\xd8\xff")).format, "jpeg");
  assert.equal(sniff(bytes("%PDF-")).format, undefined);
  assert.equal(sniff(new Uint8Array()).format, undefined);
  assert.equal(imageFormats.length, 7);
});

test("long text does not take long", () => {
  assert.equal(sniff(bytes(`<?${"<svg".repeat(300_000)}`)).name, "text");
});
