import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fixture } from "../../support/paths.ts";
import { pinnedDraws } from "../pinned-draws.ts";

// A change here changes what users' seeds give: say so in the change log, then run this test once with
// TSVISION_PIN=1, which writes the file anew.
test("every transform gives for a seed what it gave before", () => {
  const file = fixture("golden", "transforms", "pinned-draws.json");
  const now = pinnedDraws();
  if (process.env["TSVISION_PIN"] === "1")
    writeFileSync(file, `${JSON.stringify(now, undefined, 1)}\n`);
  assert.deepEqual(now, JSON.parse(readFileSync(file, "utf8")));
});
