import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { interpolateEmbeddings } from "../../src/models/interpolate-embeddings.ts";
import { Tensor, tensor, zeros } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";
import { unit } from "./fill.ts";

interface Case {
  readonly side: number;
  readonly imageSize: number;
  readonly mode: "bicubic" | "bilinear";
  readonly resetHeads: boolean;
  readonly names: readonly string[];
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const path = fixture("golden", "vision-transformer", "golden.json");
const { embeddings } = JSON.parse(readFileSync(path, "utf8")) as { embeddings: Case[] };
const key = "encoder.pos_embedding";

function state(side: number): Map<string, Tensor> {
  const shape = [1, side * side + 1, 5];
  const pos = Float32Array.from(unit("pos", shape[1]! * 5));
  return new Map([
    [key, Tensor.fromData(pos, shape)],
    ["heads.head.weight", zeros([2, 5])],
    ["class_token", zeros([1, 1, 5])],
  ]);
}

describe("interpolates as torchvision", () => {
  for (const { side, imageSize, mode, resetHeads, names, shape, values } of embeddings) {
    test(`${side} to ${imageSize / 8} places, ${mode}`, () => {
      const options = { interpolationMode: mode, resetHeads };
      const given = state(side);
      const before = given.get(key)!;
      const out = interpolateEmbeddings(imageSize, 8, given, options);
      assert.deepEqual([...out.keys()].sort(), [...names].sort());
      assert.deepEqual(out.get(key)!.shape, shape);
      Array.from(out.get(key)!.hostData(), Number).forEach((value, i) => {
        assert.ok(Math.abs(value - values[i]!) < 1e-6, `${i}: ${value}, not ${values[i]}`);
      });
      assert.equal(given.get(key), before);
      assert.equal(given.size, 3);
    });
  }
});

test("refuses what has no square of places", () => {
  const other = new Map([[key, zeros([1, 8, 4])]]);
  assert.throws(() => interpolateEmbeddings(32, 8, other), { code: "MISMATCH" });
  assert.throws(() => interpolateEmbeddings(32, 8, new Map([["x", tensor(1)]])), {
    message: `interpolateEmbeddings: expected ${key} [1, side * side + 1, hiddenDim], got ["x"]; pass the state dict of a vision transformer`,
  });
  const mode = { interpolationMode: "nearest" } as never;
  assert.throws(() => interpolateEmbeddings(32, 8, state(4), mode), /bicubic, bilinear/);
});
