import assert from "node:assert/strict";
import { test } from "node:test";
import { checkParity } from "../../scripts/check-parity.ts";
import { parityPage } from "../../scripts/parity.ts";

test("a page that is not made anew is found", async () => {
  const page = await parityPage();
  assert.deepEqual((await checkParity(page)).problems, []);
  const [problem] = (await checkParity(page.replace("done", "planned"))).problems;
  assert.match(problem?.message ?? "", /out of date; run `node build\/scripts\/make-parity.js`/);
});
