import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluationText } from "../../src/cli/evaluation-text.ts";
import { Tally } from "../../src/cli/tally.ts";

test("shows scores, classes and the matrix", () => {
  const tally = new Tally(["cat", "a\x1b[2J"]);
  tally.add(0, [0, 1]);
  tally.add(1, [0, 1]);
  assert.equal(
    evaluationText(tally.scores(), 1),
    `images  2, and 1 that failed
top-1   50.00 %
top-5   100.00 %

index  class     images  precision  recall    top-5
    0  cat            1  50.00 %    100.00 %  100.00 %
    1  a\\x1b[2J       1  -          0.00 %    100.00 %

true \\ predicted  0  1
0 cat             1  0
1 a\\x1b[2J        1  0
`,
  );
});

test("lists the largest confusions of many classes", () => {
  const tally = new Tally(Array.from({ length: 20 }, (_, i) => `c${i}`));
  tally.add(3, [4]);
  tally.add(5, [4]);
  tally.add(5, [4]);
  assert.ok(
    evaluationText(tally.scores(), 0).endsWith(
      `the most frequent confusions
true  predicted  images
c5    c4              2
c3    c4              1
`,
    ),
  );
});
