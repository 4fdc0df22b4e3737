import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { escapeHtml } from "../../../src/train/report/escape-html.ts";

test("the five characters that HTML reads become entities", () => {
  assert.equal(
    escapeHtml(`<a href="x" title='y'>&amp;`),
    "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;",
  );
  assert.equal(escapeHtml("a\nb"), "a\\x0ab");
});

test("no text opens a tag, closes an attribute or starts an unknown entity", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.doesNotMatch(escapeHtml(text), /[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
    }),
  );
});
