import assert from "node:assert/strict";
import { test } from "node:test";
import { BoundingBoxes, type Image, KeyPoints, type Mask } from "../../src/sample/index.ts";
import type { GeometricPart } from "../../src/transforms/parts.ts";
import { assertGolden, type GoldenCase, golden, goldenInput } from "./golden.ts";
import { within } from "./pictures.ts";

/** A functional as the golden files call it: the part, then what the case names. */
export type Warp = <Part extends GeometricPart>(part: Part, ...args: readonly never[]) => Part;

interface Content {
  readonly cases: readonly GoldenCase[];
  readonly floats: readonly GoldenCase[];
  readonly masks: readonly GoldenCase[];
}

/** Tests the pictures and masks of a golden file. */
export function warpGoldens(name: string, warp: Warp): void {
  const { cases, floats, masks } = golden<Content>(name);
  for (const list of [cases, floats, masks]) assert.ok(list.length > 0);
  for (const { input, args, output, tolerance } of [...cases, ...floats, ...masks]) {
    test(`${input} ${JSON.stringify(args)} equals torchvision's`, () => {
      const part = goldenInput(input) as Image | Mask;
      assertGolden(warp(part, ...args), output, tolerance);
    });
  }
}

interface PlacesContent {
  readonly size: readonly [number, number];
  readonly input: { readonly boxes: number[][]; readonly points: number[][] };
  readonly rows: readonly {
    readonly call: string;
    readonly args: readonly never[];
    readonly canvas: readonly [number, number];
    readonly boxes: number[][];
    readonly points: number[][];
  }[];
}

/** Tests boxes and key points against closed forms. */
export function placeGoldens(call: string, warp: Warp): void {
  const { size, input, rows } = golden<PlacesContent>("warp-places");
  const mine = rows.filter((row) => row.call === call);
  assert.ok(mine.length > 0);
  for (const { args, canvas, boxes, points } of mine) {
    test(`boxes and key points ${JSON.stringify(args)} go where the matrix says`, () => {
      const corners = BoundingBoxes.from(input.boxes, { format: "XYXY", canvasSize: size });
      const moved = warp(corners, ...args);
      assert.deepEqual(moved.canvasSize, canvas);
      within(moved.data, boxes.flat(), 1e-4);
      const places = warp(KeyPoints.from(input.points, { canvasSize: size }), ...args);
      assert.deepEqual(places.canvasSize, canvas);
      within(places.data, points.flat(), 1e-4);
    });
  }
}
