import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type TenCropOptions, tenCrop } from "../../../src/transforms/functional/index.ts";
import { assertGolden, golden, goldenInput, type Packed } from "../golden.ts";

type Row = { input: string; args: [number, TenCropOptions]; outputs: Packed[] };

describe("tenCrop", () => {
  for (const { input, args, outputs } of golden<{ cases: Row[] }>("ten-crop").cases)
    test(`${input} ${JSON.stringify(args)} equals torchvision's`, () => {
      const got = tenCrop(goldenInput(input) as never, ...args);
      assert.equal(got.length, 10);
      for (const [i, output] of outputs.entries()) assertGolden(got[i], output, 0);
    });
});
