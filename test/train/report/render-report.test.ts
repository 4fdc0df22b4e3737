import assert from "node:assert/strict";
import { test } from "node:test";
import { renderReport } from "../../../src/train/report/index.ts";
import type { ReportData } from "../../../src/train/report/types.ts";
import { VisionError } from "../../../src/util/errors.ts";

const full = (name: string): ReportData => ({
  title: name,
  summary: [
    [name, name],
    ["seed", 0],
  ],
  curves: [
    {
      title: name,
      xLabel: name,
      yLabel: name,
      series: [
        {
          name,
          points: [
            [0, 1],
            [1, 0],
          ],
        },
      ],
    },
  ],
  confusion: {
    classes: [name, "b"],
    counts: [
      [1, 1],
      [0, 2],
    ],
  },
  images: [
    { file: name, png: new Uint8Array(24), prediction: name, probability: 0.5, truth: "b" },
    { file: name, png: new Uint8Array(), prediction: "", probability: 0, error: name },
  ],
});

test("hostile names stay text everywhere", () => {
  const hostile = `"><script>alert('x')</script><img src=http://a.example/x onerror=y>\u202e\x1b[2J&`;
  const [plain, attacked] = [renderReport(full("name")), renderReport(full(hostile))];
  const tags = (html: string) => html.match(/<[a-z!/][^\s>]*/gi);
  assert.deepEqual(tags(attacked), tags(plain)); // not one element more
  const attributes = (html: string) => html.match(/\s[\w-]+="/g);
  assert.deepEqual(attributes(attacked), attributes(plain)); // nor one attribute
  assert.ok(!attacked.includes("\x1b") && !attacked.includes("\u202e"));
});

test("the page is whole, titled, loads nothing and runs nothing", () => {
  const html = renderReport(full("Sneakers & bags"));
  assert.match(html, /^<!doctype html>\n<html lang="en">/);
  assert.match(html, /<title>Sneakers &amp; bags<\/title>/);
  assert.match(html, /<meta http-equiv="Content-Security-Policy" content="default-src 'none';/);
  assert.doesNotMatch(html, /<script|<link|https?:|src="(?!data:)/);
  assert.equal(html.match(/<h1>/g)?.length, 1);
});

test("each table has a caption, each picture a text, each tag its end", () => {
  const html = renderReport(full("name"));
  assert.equal(html.match(/<table/g)?.length, html.match(/<caption>/g)?.length);
  assert.equal(html.match(/<img/g)?.length, html.match(/<img [^>]*alt="[^"]+"/g)?.length);
  for (const tag of [
    "table",
    "tr",
    "td",
    "th",
    "svg",
    "g",
    "section",
    "figure",
    "div",
    "p",
    "main",
  ]) {
    const open = html.match(new RegExp(`<${tag}[\\s>]`, "g"))?.length;
    assert.equal(open, html.match(new RegExp(`</${tag}>`, "g"))?.length, tag);
  }
});

test("parts without data are left out", () => {
  const html = renderReport({ title: "t", summary: [], curves: [], images: [] });
  assert.doesNotMatch(html, /<h2>|<table|<svg/);
});

test("counts that do not fit the classes are refused", () => {
  const confusion = { classes: ["a", "b"], counts: [[1, 2]] };
  assert.throws(
    () => renderReport({ title: "t", summary: [], curves: [], confusion }),
    (error) =>
      error instanceof VisionError &&
      error.message ===
        "renderReport: expected counts of 2 rows and 2 columns, one for each class, got [2]; " +
          "pass classes and counts of the same evaluation",
  );
});
