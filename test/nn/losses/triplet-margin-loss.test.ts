import assert from "node:assert/strict";
import { it } from "node:test";
import { TripletMarginLoss } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { lossSuite } from "../loss-golden.ts";

lossSuite("TripletMarginLoss");

it("TripletMarginLoss refuses vectors of different shapes, and numbers alone", () => {
  const loss = new TripletMarginLoss();
  const [pair, three] = [tensor([[1, 2]]), tensor([[1, 2, 3]])];
  assert.throws(() => loss.forward(pair, pair, three), /got \[1, 3\]/);
  assert.throws(() => loss.forward(pair, three, pair), /got \[1, 3\]/);
  assert.throws(() => loss.forward(tensor(1), tensor(1), tensor(1)), /vectors \[n, d\]/);
});
