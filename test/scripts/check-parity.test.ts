import assert from "node:assert/strict";
import { test } from "node:test";
import { checkParity } from "../../scripts/check-parity.ts";
import { parityPage } from "../../scripts/parity.ts";

test("a page that is not made anew is found", () => {
  assert.deepEqual(checkParity(parityPage()).problems, []);
  const [problem] = checkParity(parityPage().replace("done", "planned")).problems;
  assert.match(problem?.message ?? "", /out of date; run `node build\/scripts\/make-parity.js`/);
});
