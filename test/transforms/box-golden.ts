import assert from "node:assert/strict";
import { BoundingBoxes, type BoxFormat, type ClampingMode } from "../../src/sample/index.ts";
import { golden } from "./golden.ts";

type Numbers = readonly number[];
type Size = readonly [number, number];

/** What `make-boxes.py` says of boxes of one format on one canvas; keys "soft", "hard", "None". */
export interface BoxCase {
  readonly format: BoxFormat;
  readonly size: Size;
  readonly rows: Numbers;
  readonly corners: Numbers;
  readonly converted: Readonly<Partial<Record<BoxFormat, Numbers>>>;
  readonly clamped: { readonly soft: Numbers; readonly hard: Numbers };
  readonly crop: {
    readonly box: readonly [top: number, left: number, height: number, width: number];
    readonly soft: Numbers;
    readonly hard: Numbers;
    readonly None: Numbers;
  };
  readonly pad: {
    readonly sides: readonly [number, number, number, number];
    readonly soft: Numbers;
  };
  readonly resize: { readonly size: Size; readonly soft: Numbers; readonly None: Numbers };
  /** Left to right, top to bottom. */
  readonly flips: readonly [Numbers, Numbers];
  readonly centerCrop: { readonly size: Size; readonly soft: Numbers };
}

/** Golden boxes: the cases, and parallelograms with the rectangles around them. */
export const boxGolden = golden<{
  readonly cases: readonly BoxCase[];
  readonly quads: Numbers;
  readonly fitted: Numbers;
}>("boxes");

/** The boxes of a case. */
export function boxesOf(
  { rows, format, size }: BoxCase,
  clampingMode: ClampingMode = "soft",
): BoundingBoxes {
  return new BoundingBoxes(Float32Array.from(rows), { format, canvasSize: size, clampingMode });
}

/**
 * Equal to 1e-4, and a few float32 steps where numbers are large (torch's sine and cosine differ from
 * V8's in the last bit). Angles that differ by a whole turn are equal; where a box shrank to a point, its
 * angle is that of a rounding error and is not compared.
 */
export function assertRows(got: BoundingBoxes, want: Numbers): void {
  const k = got.rowLength;
  assert.equal(got.data.length, want.length);
  for (const [i, value] of want.entries()) {
    const row = got.data.subarray(i - (i % k), i - (i % k) + k);
    const isAngle = k === 5 && i % k === 4;
    if (isAngle && Math.max(row[2]!, row[3]!) < 1e-4) continue;
    const off = Math.abs(got.data[i]! - value);
    const difference = isAngle ? Math.min(off, Math.abs(off - 360)) : off;
    const place = `row ${Math.floor(i / k)}, number ${i % k}`;
    assert.ok(
      difference <= 1e-4 + 5e-7 * Math.abs(value),
      `${place}: got ${got.data[i]}, want ${value}`,
    );
  }
}
