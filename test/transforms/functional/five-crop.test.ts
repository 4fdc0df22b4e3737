import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fiveCrop } from "../../../src/transforms/functional/index.ts";
import { assertGolden, golden, goldenInput, type Packed } from "../golden.ts";
import { noise } from "../samples.ts";

type Row = { input: string; args: [number | [number, number]]; outputs: Packed[] };

describe("fiveCrop", () => {
  for (const { input, args, outputs } of golden<{ cases: Row[] }>("five-crop").cases)
    test(`${input} ${JSON.stringify(args)} equals torchvision's`, () => {
      const got = fiveCrop(goldenInput(input) as never, ...args);
      assert.equal(got.length, 5);
      for (const [i, output] of outputs.entries()) assertGolden(got[i], output, 0);
    });

  test("refuses a crop larger than the picture", () => {
    assert.throws(() => fiveCrop(noise(4, 9), [5, 5]), {
      message:
        "fiveCrop: expected a picture of at least [5, 5], got [4, 9]; " +
        "pass a smaller size, or resize first",
    });
  });
});
