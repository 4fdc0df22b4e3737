import assert from "node:assert/strict";
import { test } from "node:test";
import { cell, columnHead, rowHead, table } from "../../../src/train/report/table.ts";

test("a table has a caption, headings with a scope, and escaped cells", () => {
  const html = table({
    kind: "numbers",
    caption: "a & b",
    head: [columnHead("<x>"), columnHead("y")],
    rows: [[rowHead("r"), cell("1<2")]],
  });
  assert.match(html, /<table class="numbers"><caption>a &amp; b<\/caption>/);
  assert.match(html, /<thead><tr><th scope="col"><span>&lt;x&gt;<\/span><\/th>/);
  assert.match(html, /<tr><th scope="row">r<\/th><td>1&lt;2<\/td><\/tr>/);
});

test("without headings there is no head; class and style only where given", () => {
  assert.doesNotMatch(table({ kind: "k", caption: "c", rows: [] }), /thead/);
  assert.equal(cell("1", "a", "--b:1"), '<td class="a" style="--b:1">1</td>');
});
