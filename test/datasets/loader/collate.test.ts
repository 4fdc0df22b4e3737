import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defaultCollate } from "../../../src/datasets/index.ts";
import { Image } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";

const tensor = (values: number[], shape = [values.length]) =>
  Tensor.fromData(Float32Array.from(values), shape);

function plain(value: unknown): unknown {
  if (value instanceof Tensor) return [value.dtype, value.shape, [...value.hostData()]];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
  return value;
}

describe("defaultCollate", () => {
  const good: readonly [string, readonly unknown[], unknown][] = [
    ["numbers", [3, -1], ["int64", [2], [3n, -1n]]],
    ["bigints and numbers", [3n, 4], ["int64", [2], [3n, 4n]]],
    ["booleans", [true, false], ["bool", [2], [1, 0]]],
    ["strings", ["a", "b"], ["a", "b"]],
    ["tensors", [tensor([1, 2]), tensor([3, 4])], ["float32", [2, 2], [1, 2, 3, 4]]],
    ["scalars", [tensor([1], []), tensor([2], [])], ["float32", [2], [1, 2]]],
    ["one sample", [tensor([1, 2], [1, 2])], ["float32", [1, 1, 2], [1, 2]]],
    [
      "labelled samples",
      [
        [tensor([1]), 5],
        [tensor([2]), 6],
      ],
      [
        ["float32", [2, 1], [1, 2]],
        ["int64", [2], [5n, 6n]],
      ],
    ],
    [
      "nested objects, keys in any order",
      [
        { id: 1, more: { name: "a", list: [7, "x"] } },
        { more: { list: [8, "y"], name: "b" }, id: 2 },
      ],
      {
        id: ["int64", [2], [1n, 2n]],
        more: {
          name: ["a", "b"],
          list: [
            ["int64", [2], [7n, 8n]],
            ["x", "y"],
          ],
        },
      },
    ],
  ];
  for (const [name, samples, want] of good)
    it(`collates ${name}`, () => assert.deepEqual(plain(defaultCollate(samples)), want));

  it("keeps each dtype", () => {
    for (const one of [
      Tensor.fromData(Uint8Array.from([1]), [1], "bool"),
      Tensor.fromData(Uint8Array.from([1]), [1], "uint8"),
      Tensor.fromData(BigInt64Array.from([1n]), [1]),
      Tensor.fromData(Int32Array.from([1]), [1]),
      Tensor.fromData(Float64Array.from([1]), [1]),
    ])
      assert.deepEqual(plain(defaultCollate([one, one])), [
        one.dtype,
        [2, 1],
        [...one.hostData(), ...one.hostData()],
      ]);
  });

  const image = new Image(new Uint8Array([1]), { width: 1, height: 1, channels: 1 });
  const bad: readonly [string, readonly unknown[], RegExp][] = [
    [
      "images",
      [[image, 1]],
      /^defaultCollate: expected sample\[0\]s that are Tensors, .*, got Image; add ToTensor to/,
    ],
    [
      "tensors of different shapes",
      [tensor([1, 2]), tensor([1])],
      /samples of one shape and dtype, float32 \[2\], got "float32 \[1\] at place 1"; add Resize/,
    ],
    [
      "tensors of different dtypes",
      [tensor([1]), Tensor.fromData(new Int32Array(1), [1])],
      /int32/,
    ],
    ["tensors and others", [tensor([1]), 1], /expected samples that are all Tensors, got 1/],
    [
      "fractions",
      [1, 0.5],
      /expected samples that are whole numbers, got 0.5; return fractions as/,
    ],
    ["NaN", [Number.NaN], /whole numbers, got NaN/],
    ["strings and others", ["a", 1], /all strings, got 1/],
    ["booleans and others", [true, 1], /all booleans, got 1/],
    ["arrays of different lengths", [[1], [1, 2]], /all arrays of 1, got \[1, 2\]/],
    ["objects of different keys", [{ a: 1 }, { b: 1 }], /objects with the keys a, got { b: 1 }/],
    ["objects of more keys", [{ a: 1 }, { a: 1, b: 1 }], /objects with the keys a/],
    ["missing values", [{ a: [undefined] }], /expected sample\.a\[0\]s that are .*, got undefined/],
    ["null", [null], /got null/],
    ["class instances", [new Map()], /got Map; change it in a transform/],
    ["no sample", [], /expected at least one sample/],
  ];
  for (const [name, samples, message] of bad)
    it(`refuses ${name}`, () => assert.throws(() => defaultCollate(samples), { message }));
});
