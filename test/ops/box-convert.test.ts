import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { boxConvert, type FormatName } from "../../src/ops/index.ts";
import { Tensor, tensor } from "../../src/tensor/index.ts";
import { assertTensor, golden, type Packed, unpacked } from "./golden.ts";

interface Case {
  readonly boxes: Packed;
  readonly in: FormatName;
  readonly out: FormatName;
  readonly want: Packed;
}

const near = (got: Tensor, want: readonly number[]): void => {
  const values = Array.from(got.hostData() as Float32Array);
  for (const [i, value] of want.entries())
    assert.ok(Math.abs(values[i]! - value) < 1e-4, `${values}`);
};

describe("boxConvert", () => {
  for (const one of golden<{ converted: readonly Case[] }>("boxes").converted)
    test(`${one.boxes.dtype} ${one.in} to ${one.out} equals torchvision's`, () =>
      assertTensor(boxConvert(unpacked(one.boxes), one.in, one.out), one.want));

  test("rotated boxes, counter-clockwise in degrees", () => {
    const row = tensor([[10, 20, 4, 2, 90]]);
    near(boxConvert(row, "xywhr", "xyxyxyxy"), [10, 20, 10, 16, 12, 16, 12, 20]);
    near(boxConvert(row, "xywhr", "cxcywhr"), [11, 18, 4, 2, 90]);
    const corners = boxConvert(row, "xywhr", "xyxyxyxy");
    near(boxConvert(corners, "xyxyxyxy", "xywhr"), [10, 20, 4, 2, 90]);
    near(boxConvert(corners, "xyxyxyxy", "cxcywhr"), [11, 18, 4, 2, 90]);
    const whole = boxConvert(tensor([[0, 0, 3, 1, 45]], { dtype: "int64" }), "xywhr", "xyxyxyxy");
    assert.deepEqual(whole.hostData(), BigInt64Array.of(0n, 0n, 2n, -2n, 3n, -1n, 1n, 1n));
  });

  test("doubles are turned in doubles", () => {
    const row = tensor([[0.1, 0.2, 3, 1, 30]], { dtype: "float64" });
    const back = boxConvert(boxConvert(row, "xywhr", "xyxyxyxy"), "xyxyxyxy", "xywhr");
    for (const [i, value] of [0.1, 0.2, 3, 1, 30].entries())
      assert.ok(Math.abs(Number(back.hostData()[i]) - value) < 1e-12);
  });

  test("takes dimensions before the boxes, and both spellings", () => {
    const boxes = Tensor.fromData(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), [2, 1, 4]);
    const out = boxConvert(boxes, "XYWH", "XYXY");
    assert.deepEqual(out.shape, [2, 1, 4]);
    near(out, [1, 2, 4, 6, 5, 6, 12, 14]);
  });

  test("refuses other formats and shapes", () => {
    const boxes = tensor([[1, 2, 3, 4]]);
    assert.throws(() => boxConvert(boxes, "xywh", "xywhr"), /both rotated, or both not/);
    assert.throws(
      () => boxConvert(boxes, "xywhr", "cxcywhr"),
      /a tensor \[\.\.\., 5\], got \[1, 4\]/,
    );
    assert.throws(() => boxConvert(boxes, "yxyx" as never, "xywh"), /format to be one of XYXY/);
  });
});
