import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Tensor } from "../../src/tensor/index.ts";
import { fromJSON, LinearTransformation } from "../../src/transforms/index.ts";
import { golden } from "./golden.ts";
import { within } from "./pictures.ts";
import { noise, tensorSample } from "./samples.ts";
import { transformSuite } from "./suite.ts";

interface Case {
  readonly shape: readonly number[];
  readonly matrix: readonly (readonly number[])[];
  readonly meanVector: readonly number[];
  readonly input: readonly number[];
  readonly output: readonly number[];
}

const length = 3 * 12 * 9;
const diagonal = Array.from({ length }, (_, i) =>
  Array.from({ length }, (_, j) => (i === j ? 2 : 0)),
);
const half = new Array<number>(length).fill(0.5);

transformSuite(LinearTransformation, { cases: [[diagonal, half]], sample: tensorSample });

describe("LinearTransformation", () => {
  for (const { shape, matrix, meanVector, input, output } of golden<{ cases: readonly Case[] }>(
    "linear-transformation",
  ).cases)
    test(`of [${shape}] equals torchvision's`, () => {
      const tensor = Tensor.fromData(Float32Array.from(input), shape);
      const got: Tensor = new LinearTransformation(matrix, meanVector).apply(tensor);
      assert.deepEqual(got.shape, shape);
      within(got.hostData() as Float32Array, output, 1e-5);
    });

  test("takes tensors, keeps plain numbers", () => {
    const matrix = Tensor.fromData(Float32Array.of(1, 2, 3, 4), [2, 2]);
    const mean = Tensor.fromData(Float32Array.of(0.5, 0.25), [2]);
    const made = new LinearTransformation(matrix, mean);
    const rows = [
      [1, 2],
      [3, 4],
    ];
    assert.deepEqual(made.options, { matrix: rows, meanVector: [0.5, 0.25] });
    const x = Tensor.fromData(Uint8Array.of(1, 1), [1, 1, 2]);
    const again = fromJSON(JSON.parse(JSON.stringify(made)));
    for (const transform of [made, again]) {
      const got: Tensor = transform.apply(x);
      assert.deepEqual([...got.hostData()], [0.5 + 0.75 * 3, 1 + 0.75 * 4]);
    }
  });

  test("lets labels pass", () => {
    const label = Tensor.fromData(new Float32Array(4), [2, 2]);
    assert.equal(new LinearTransformation([[1]], [0]).apply(label), label);
  });

  test("refuses what does not fit, each by name", () => {
    const refused: [() => unknown, RegExp][] = [
      [() => new LinearTransformation([[1, 2]], [0]), /LinearTransformation: expected a square/],
      [() => new LinearTransformation([], []), /a square matrix of finite numbers/],
      [() => new LinearTransformation([[Number.NaN]], [0]), /a square matrix of finite numbers/],
      [() => new LinearTransformation([[1]], [0, 1]), /meanVector as 1 finite numbers/],
      [() => new LinearTransformation([[1]], [0]).apply(noise(1, 1)), /put ToTensor before it/],
      [() => new LinearTransformation([[1]], [0]).apply(tensorSample(2, 2)), /c \* h \* w = 1/],
    ];
    for (const [call, message] of refused) assert.throws(call, message);
  });
});
