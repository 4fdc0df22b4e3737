import assert from "node:assert/strict";
import { test } from "node:test";
import { LayerNorm2d } from "../../../src/models/blocks/layer-norm2d.ts";
import { tensor } from "../../../src/tensor/index.ts";

test("normalises the channels of each pixel on its own", async () => {
  const norm = new LayerNorm2d(2, { eps: 0 });
  norm.loadStateDict(
    new Map([
      ["weight", tensor([2, 3])],
      ["bias", tensor([0.5, 0])],
    ]),
  );
  // Two pixels with channels (1, 3) and (10, 4): normal (-1, 1) and (1, -1).
  const out = await norm.forward(tensor([1, 10, 3, 4]).reshape([1, 2, 1, 2])).data();
  const want = [-1.5, 2.5, 3, -3];
  Array.from(out as Float32Array).forEach((value, i) => {
    assert.ok(Math.abs(value - want[i]!) < 1e-5, `${value} instead of ${want[i]}`);
  });
});

test("prints its channels", () => {
  assert.equal(String(new LayerNorm2d(8)), "LayerNorm2d((8,), eps=0.00001)");
});
