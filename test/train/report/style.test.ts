import assert from "node:assert/strict";
import { test } from "node:test";
import { style } from "../../../src/train/report/style.ts";

test("the style loads nothing and closes what it opens", () => {
  assert.doesNotMatch(style, /url\(|@import|<\//);
  assert.equal(style.match(/\{/g)?.length, style.match(/\}/g)?.length);
});

test("each colour of the light page has one on the dark page", () => {
  const [light, dark] = [...style.matchAll(/:root \{([^}]*)\}/g)].map(
    ([, body]) => new Set(body!.match(/--[\w-]+(?=:)/g)),
  );
  assert.ok(light!.size >= 10);
  assert.deepEqual(light, dark);
});

test("each colour that is used is defined", () => {
  const defined = new Set(style.match(/--[\w-]+(?=:)/g));
  for (const [, name] of style.matchAll(/var\((--[\w-]+)\)/g))
    assert.ok(name === "--shade" || defined.has(name!), name);
});
