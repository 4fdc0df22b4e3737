import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Video } from "../../../src/sample/index.ts";
import { type DType, Tensor } from "../../../src/tensor/index.ts";
import { toDtype } from "../../../src/transforms/functional/index.ts";
import { castValues } from "../../../src/transforms/kernels/convert-dtype.ts";
import { golden } from "../golden.ts";
import { floatNoise, noise } from "../samples.ts";

interface Row {
  readonly from: DType;
  readonly to: DType;
  readonly values: string[];
  readonly cast: string[];
  readonly scaled: string[] | null;
}

const { dtypes } = golden<{ dtypes: Row[] }>("conversion");

function tensorOf(values: readonly string[], dtype: DType): Tensor {
  if (dtype === "int64")
    return Tensor.fromData(BigInt64Array.from(values, BigInt), [values.length]);
  return Tensor.fromData(
    castValues(Float64Array.from(values, Number), dtype),
    [values.length],
    dtype,
  );
}

function assertNear(got: Tensor, want: readonly string[], dtype: DType): void {
  assert.equal(got.dtype, dtype);
  for (const [i, value] of want.entries()) {
    const mine = got.hostData()[i]!;
    if (typeof mine === "bigint") assert.equal(mine, BigInt(value));
    // torchvision 0.14 divides by the largest value where later ones multiply
    else
      assert.ok(
        Math.abs(mine - Number(value)) <= 1.3e-7 * Math.abs(Number(value)),
        `${i}: ${mine}`,
      );
  }
}

describe("toDtype", () => {
  for (const { from, to, values, cast, scaled } of dtypes) {
    test(`casts and scales ${from} to ${to} as torch does`, () => {
      const x = tensorOf(values, from);
      assertNear(toDtype(x, to), cast, to);
      if (scaled !== null) assertNear(toDtype(x, to, { scale: true }), scaled, to);
      else
        assert.throws(() => toDtype(x, to, { scale: true }), /toDtype: expected a type that float/);
    });
  }

  test("bytes are scaled to floats and back to the same bytes", () => {
    const image = noise(9, 7);
    const floats = toDtype(image, "float32", { scale: true });
    assert.ok(floats.data instanceof Float32Array && Math.max(...floats.data) <= 1);
    assert.deepEqual(toDtype(floats, "uint8", { scale: true }).data, image.data);
    const video = new Video([image, image]);
    assert.deepEqual(toDtype(video, "float32", { scale: true }).frames[1]!.data, floats.data);
  });

  test("a picture that has the type already is the same object", () => {
    const [image, video] = [noise(2, 2), new Video([floatNoise(2, 2)])];
    assert.equal(toDtype(image, "uint8", { scale: true }), image);
    assert.equal(toDtype(video, "float32"), video);
  });

  test("refuses types that images cannot hold, and scaling of bool", () => {
    assert.throws(() => toDtype(noise(2, 2), "int64"), /an image's type "uint8" or "float32"/);
    const truth = Tensor.fromData(new Uint8Array([0, 1]), [2], "bool");
    assert.throws(() => toDtype(truth, "float32", { scale: true }), /numbers to scale/);
    assert.deepEqual([...toDtype(truth, "float32").hostData()], [0, 1]);
    assert.throws(() => toDtype("x" as never, "uint8"), /an Image, a Video or a Tensor/);
  });
});
