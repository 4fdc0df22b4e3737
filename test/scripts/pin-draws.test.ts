import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pinnedDraws } from "../../scripts/pin-draws.ts";
import { fixture } from "../support/paths.ts";

// A change here changes what users' seeds give: say so in the change log, then run
// `node build/scripts/pin-draws.js`.
test("every transform gives for a seed what it gave before", () => {
  const file = fixture("golden", "transforms", "pinned-draws.json");
  assert.deepEqual(pinnedDraws(), JSON.parse(readFileSync(file, "utf8")));
});
