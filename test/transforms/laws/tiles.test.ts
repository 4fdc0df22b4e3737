import { describe } from "node:test";
import fc from "fast-check";
import type { Image } from "../../../src/sample/index.ts";
import { functional as F } from "../../../src/transforms/index.ts";
import { check, edge, picture, unit, within } from "../pictures.ts";

const filters = fc.constantFrom("box", "bilinear", "hamming", "bicubic", "lanczos");
const factor = fc.integer({ min: 1, max: 4 });
const plain = picture().filter(({ channels }) => channels !== 4);

/** The rows or columns of a tile, from two numbers in [0, 1). */
function span(length: number, a: number, b: number): readonly [from: number, to: number] {
  const from = Math.floor(a * length);
  return [from, from + 1 + Math.floor(b * (length - from))];
}

// A picture whose edges are multiples of k, by repeating its own.
function multiple(x: Image, k: number): Image {
  const [right, bottom] = [x.width, x.height].map((length) => (k - (length % k)) % k);
  return F.pad(x, [0, 0, right!, bottom!], { paddingMode: "symmetric" });
}

const between = (x: Image, [top, bottom]: readonly number[], [left, right]: readonly number[]) =>
  F.crop(x, { top: top!, left: left!, height: bottom! - top!, width: right! - left! });

const widen = ([from, to]: readonly [number, number], by: number, length: number) =>
  [Math.max(0, from - by), Math.min(length, to + by)] as const;

const levels = (x: Image) => (x.data instanceof Uint8Array ? 1 : 1e-5);

// Each tile is read with as much of its surroundings as the filter reaches.
describe("laws of tiles", () => {
  check(
    "P20: shrunk in tiles is shrunk at once",
    [plain, factor, filters, unit, unit],
    (image, k, interpolation, a, b) => {
      const x = multiple(image, k);
      const [h, w] = [x.height / k, x.width / k];
      const [rows, cols] = [span(h, a, b), span(w, b, a)];
      const [wideRows, wideCols] = [widen(rows, 4, h), widen(cols, 4, w)];
      const source = between(
        x,
        wideRows.map((n) => n * k),
        wideCols.map((n) => n * k),
      );
      const size = [wideRows[1] - wideRows[0], wideCols[1] - wideCols[0]] as const;
      const tile = F.resize(source, size, { interpolation });
      const inner = between(
        tile,
        rows.map((n) => n - wideRows[0]),
        cols.map((n) => n - wideCols[0]),
      );
      const whole = F.resize(x, [h, w], { interpolation });
      within(inner.data, between(whole, rows, cols).data, levels(x));
    },
  );

  check(
    "P20: enlarged in tiles is enlarged at once",
    [plain, factor, filters, unit, unit],
    (x, k, interpolation, a, b) => {
      const [rows, cols] = [span(x.height, a, b), span(x.width, b, a)];
      const [wideRows, wideCols] = [widen(rows, 4, x.height), widen(cols, 4, x.width)];
      const source = between(x, wideRows, wideCols);
      const tile = F.resize(source, [source.height * k, source.width * k], { interpolation });
      const inner = between(
        tile,
        rows.map((n) => (n - wideRows[0]) * k),
        cols.map((n) => (n - wideCols[0]) * k),
      );
      const whole = F.resize(x, [x.height * k, x.width * k], { interpolation });
      const want = between(
        whole,
        rows.map((n) => n * k),
        cols.map((n) => n * k),
      );
      within(inner.data, want.data, levels(x));
    },
  );

  check(
    "P20: blurred in tiles is blurred at once",
    [picture(), factor, unit, unit],
    (x, reach, a, b) => {
      const [rows, cols] = [span(x.height, a, b), span(x.width, b, a)];
      const [wideRows, wideCols] = [widen(rows, reach, x.height), widen(cols, reach, x.width)];
      const blur = (part: Image) => F.gaussianBlur(part, 2 * reach + 1);
      if (Math.min(wideRows[1] - wideRows[0], wideCols[1] - wideCols[0]) <= reach) return;
      const inner = between(
        blur(between(x, wideRows, wideCols)),
        rows.map((n) => n - wideRows[0]),
        cols.map((n) => n - wideCols[0]),
      );
      within(inner.data, between(blur(x), rows, cols).data, levels(x));
    },
  );

  check(
    "P13: resizing commutes with transposing",
    [plain, edge, edge, fc.constantFrom("box", "bilinear")],
    (x, h, w, interpolation) => {
      const transposed = (part: Image) => F.rotate(F.horizontalFlip(part), 90, { expand: true });
      const a = F.resize(transposed(x), [w, h], { interpolation });
      const b = transposed(F.resize(x, [h, w], { interpolation }));
      within(a.data, b.data, levels(x));
    },
  );
});
