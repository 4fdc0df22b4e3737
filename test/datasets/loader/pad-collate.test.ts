import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type PaddedRows, padCollate } from "../../../src/datasets/index.ts";
import { BoundingBoxes, Image, KeyPoints, Mask } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";

const tensor = (values: readonly number[], shape: readonly number[] = [values.length]) =>
  Tensor.fromData(Float32Array.from(values), shape);
const shown = (value: unknown) => {
  const { dtype, shape } = value as Tensor;
  return [dtype, shape, [...(value as Tensor).hostData()].map(Number)];
};

describe("padCollate", () => {
  it("puts tensors into the corner of the largest", () => {
    assert.deepEqual(shown(padCollate([tensor([1]), tensor([2, 3])])), [
      "float32",
      [2, 2],
      [1, 0, 2, 3],
    ]);
    const wide = tensor([1, 2, 3], [1, 1, 3]);
    const tall = tensor([4, 5], [1, 2, 1]);
    assert.deepEqual(shown(padCollate([wide, tall], { fill: 9 })), [
      "float32",
      [2, 1, 2, 3],
      [1, 2, 3, 9, 9, 9, 4, 9, 9, 5, 9, 9],
    ]);
    assert.deepEqual(shown(padCollate([tensor([1], []), tensor([2], [])])), [
      "float32",
      [2],
      [1, 2],
    ]);
    assert.deepEqual(shown(padCollate([tensor([]), tensor([7])])), ["float32", [2, 1], [0, 7]]);
    const deep = [tensor([1, 2, 3, 4], [2, 2, 1]), tensor([5, 6], [1, 1, 2])];
    assert.deepEqual(shown(padCollate(deep))[2], [1, 0, 2, 0, 3, 0, 4, 0, 5, 6, 0, 0, 0, 0, 0, 0]);
  });

  it("fills integers too", () => {
    const labels = [[1n], [2n, 3n]].map((row) =>
      Tensor.fromData(BigInt64Array.from(row), [row.length]),
    );
    assert.deepEqual(shown(padCollate(labels, { fill: -1 })), ["int64", [2, 2], [1, -1, 2, 3]]);
  });

  it("makes nchw of images", () => {
    const small = new Image(new Uint8Array([1, 2, 3]), { width: 1, height: 1, channels: 3 });
    const large = new Image(new Uint8Array([1, 2, 3, 4, 5, 6]), {
      width: 2,
      height: 1,
      channels: 3,
    });
    assert.deepEqual(shown(padCollate([small, large])), [
      "uint8",
      [2, 3, 1, 2],
      [1, 0, 2, 0, 3, 0, 1, 4, 2, 5, 3, 6],
    ]);
  });

  it("fills class maps with 255 and instance masks with 0", () => {
    const maps = [new Mask(new Uint8Array([1]), [1, 1]), new Mask(new Uint8Array([2, 3]), [1, 2])];
    assert.deepEqual(shown(padCollate(maps)), ["int64", [2, 1, 2], [1, 255, 2, 3]]);
    assert.deepEqual(shown(padCollate(maps, { maskFill: 0 }))[2], [1, 0, 2, 3]);
    const instances = [
      new Mask(new Uint8Array([1, 1]), [1, 1, 2]),
      new Mask(new Uint8Array([0, 1, 1, 0]), [2, 1, 2]),
    ];
    assert.deepEqual(shown(padCollate(instances)), [
      "uint8",
      [2, 2, 1, 2],
      [1, 1, 0, 0, 0, 1, 1, 0],
    ]);
  });

  it("gives boxes and key points with their counts", () => {
    const info = { format: "XYXY", canvasSize: [9, 9] } as const;
    const boxes = [
      [],
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
      [[1, 1, 2, 2]],
    ].map((rows) => BoundingBoxes.from(rows, info));
    const { data, counts } = padCollate(boxes) as PaddedRows;
    assert.deepEqual(
      [data.shape, [...counts.hostData()]],
      [
        [3, 2, 4],
        [0n, 2n, 1n],
      ],
    );
    assert.deepEqual(
      [...data.hostData()].slice(8),
      [1, 2, 3, 4, 5, 6, 7, 8, 1, 1, 2, 2, 0, 0, 0, 0],
    );
    const points = [[[1, 2]], []].map((rows) => KeyPoints.from(rows, { canvasSize: [4, 4] }));
    assert.deepEqual(shown((padCollate(points) as PaddedRows).data), [
      "float32",
      [2, 1, 2],
      [1, 2, 0, 0],
    ]);
    const none = padCollate([boxes[0]]) as PaddedRows;
    assert.deepEqual(none.data.shape, [1, 0, 4]);
  });

  it("collates all else as defaultCollate, at any depth", () => {
    const samples = [
      { x: tensor([1]), label: 3 },
      { x: tensor([1, 2]), label: 4 },
    ];
    const { x, label } = padCollate(samples) as Record<string, Tensor>;
    assert.deepEqual(
      [shown(x), shown(label)],
      [
        ["float32", [2, 2], [1, 0, 1, 2]],
        ["int64", [2], [3, 4]],
      ],
    );
  });

  it("refuses what differs in more than size", () => {
    const box = (format: "XYXY" | "XYWH") => BoundingBoxes.from([], { format, canvasSize: [1, 1] });
    const gray = new Image(new Uint8Array(1), { width: 1, height: 1, channels: 1 });
    const rgb = new Image(new Uint8Array(3), { width: 1, height: 1, channels: 3 });
    for (const [samples, message] of [
      [
        [tensor([1]), tensor([1], [1, 1])],
        /all float32 of 1 dimensions, got "float32 of 2 dimensions"/,
      ],
      [[box("XYXY"), box("XYWH")], /all XYXY boxes, got "XYWH boxes"/],
      [[gray, rgb], /all uint8 images of 1 channels/],
      [[gray, 1], /^padCollate: expected samples that are all of type Image, got 1/],
      [[[tensor([1])], [3]], /sample\[0\]s that are all of type Tensor, got 3/],
      [[0.5], /^padCollate: expected samples that are whole numbers/],
    ] as const)
      assert.throws(() => padCollate(samples), { code: "INVALID_ARGUMENT", message });
  });
});
