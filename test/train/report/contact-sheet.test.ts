import assert from "node:assert/strict";
import { test } from "node:test";
import { contactSheet } from "../../../src/train/report/contact-sheet.ts";
import type { ReportImage } from "../../../src/train/report/types.ts";

const png = (width: number) => {
  const bytes = new Uint8Array(24);
  new DataView(bytes.buffer).setUint32(16, width);
  return bytes;
};
const image: ReportImage = { file: "a.png", png: png(28), prediction: "bag", probability: 0.875 };

test("an image shows its pixels, class, probability and file", () => {
  const html = contactSheet([image]);
  const data = Buffer.from(image.png).toString("base64");
  const alt = "a.png, classified as bag";
  assert.ok(html.includes(`<img class="pixels" src="data:image/png;base64,${data}" alt="${alt}">`));
  assert.match(html, /<figure class="card unknown">/);
  assert.match(html, /<strong>bag<\/strong>/);
  assert.match(html, />87.5 %</);
  assert.match(html, /1 images\./);
  assert.match(contactSheet([{ ...image, png: png(224) }]), /<img class="photo"/);
});

test("right and wrong are told by words and marks, not by colour alone", () => {
  const html = contactSheet([
    { ...image, truth: "bag" },
    { ...image, truth: "coat" },
  ]);
  assert.match(html, /2 images, 1 right, 1 wrong\./);
  assert.match(html, /card right.*&#10003; bag/s);
  assert.match(html, /card wrong.*&#10007; bag.*true class: coat/s);
  assert.match(html, /id="only-wrong"/);
});

test("a file that could not be classified says why", () => {
  const failed = { ...image, png: new Uint8Array(), error: "expected JPEG, got <html>" };
  const html = contactSheet([failed]);
  assert.match(html, /1 not readable/);
  assert.match(html, /not classified.*expected JPEG, got &lt;html&gt;/s);
  assert.doesNotMatch(html, /<img/);
});

test("a probability that is none draws no bar", () => {
  assert.match(contactSheet([{ ...image, probability: Number.NaN }]), /width:0.0%/);
  assert.match(contactSheet([{ ...image, probability: 2 }]), /width:100.0%/);
});

test("part of a larger buffer is read at its own place", () => {
  const shared = new Uint8Array(40).fill(7);
  const view = shared.subarray(10, 34);
  assert.ok(contactSheet([{ ...image, png: view }]).includes(Buffer.from(view).toString("base64")));
});
