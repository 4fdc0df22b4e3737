import assert from "node:assert/strict";
import { test } from "node:test";
import type { Canvas } from "../../../src/utils/shapes/canvas.ts";
import type { Point } from "../../../src/utils/shapes/polygon.ts";
import type { Rect } from "../../../src/utils/shapes/rectangle.ts";
import { golden, sha256 } from "../golden.ts";

/** What Pillow was asked to draw in white on black, and the SHA-256 of its grey bytes. */
export interface ShapeCase {
  readonly kind: "line" | "ellipse" | "rectangle" | "polygon" | "outline" | "glaze";
  readonly size: readonly [height: number, width: number];
  readonly box: Rect;
  readonly corners: readonly Point[];
  readonly width: number;
  readonly sha256: string;
}

const { shapes } = golden<{ readonly shapes: readonly ShapeCase[] }>("shapes");

/** A black canvas. */
export function blackCanvas(height: number, width: number): Canvas {
  return { data: new Uint8Array(height * width * 3), width, height };
}

/** Tests that `draw` draws all golden cases of a kind as Pillow 9.4 does, to the bit. */
export function testShapes(
  kind: ShapeCase["kind"],
  draw: (canvas: Canvas, shape: ShapeCase) => void,
): void {
  test(`every ${kind} is Pillow's`, () => {
    const cases = shapes.filter((shape) => shape.kind === kind);
    assert.equal(cases.length, 100);
    for (const shape of cases) {
      const canvas = blackCanvas(...shape.size);
      draw(canvas, shape);
      const gray = canvas.data.filter((_, i) => i % 3 === 1);
      assert.equal(sha256(gray), shape.sha256, JSON.stringify(shape));
    }
  });
}

/** The canvas as rows of text, `#` where anything was drawn. */
export function asText({ data, width, height }: Canvas): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (data[(y * width + x) * 3] === 0 ? "." : "#")).join(""),
  );
}
