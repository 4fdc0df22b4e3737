import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import { Image, Mask } from "../../../src/sample/index.ts";
import { functional as F } from "../../../src/transforms/index.ts";
import { check, edge, picture, smooth, unit, within } from "../pictures.ts";

// Colours of bytes with alpha go through alpha weighting, rounded twice; their alpha does not.
function trusted({ data, channels }: Image): ArrayLike<number> {
  if (channels !== 4 || data instanceof Float32Array) return data;
  return data.filter((_, i) => i % 4 === 3);
}

describe("laws of resizing", () => {
  check("resizing commutes with flipping", [picture(), edge, edge], (x, h, w) => {
    for (const interpolation of ["bilinear", "bicubic"] as const) {
      const a = F.resize(F.horizontalFlip(x), [h, w], { interpolation });
      const b = F.horizontalFlip(F.resize(x, [h, w], { interpolation }));
      within(trusted(a), trusted(b), x.data instanceof Uint8Array ? 1 : 1e-5);
    }
  });

  check("a constant stays constant", [picture(), edge, edge, smooth], (x, h, w, interpolation) => {
    const { height, width } = x;
    const data = x.data.map(() => x.data[0]!) as Image["data"];
    const flat = new Image(data, { height, width, channels: x.channels });
    const out = trusted(F.resize(flat, [h, w], { interpolation }));
    const tolerance = x.data instanceof Uint8Array ? 0 : 1e-6;
    within(
      out,
      Array.from(out, () => x.data[0]!),
      tolerance,
    );
  });

  const positive = fc.constantFrom("box", "bilinear", "hamming");
  check(
    "values stay between the least and the greatest",
    [picture(), edge, edge, positive],
    (x, h, w, f) => {
      if (x.channels === 4) return;
      const { data } = F.resize(x, [h, w], { interpolation: f });
      const slack = x.data instanceof Uint8Array ? 0 : 1e-6;
      const [low, high] = [Math.min(...x.data) - slack, Math.max(...x.data) + slack];
      assert.ok(data.every((value: number) => value >= low && value <= high));
    },
  );

  check(
    "box down by k is the mean of blocks",
    [picture(["bytes"]), fc.integer({ min: 2, max: 3 })],
    (x, k) => {
      if (x.channels === 4) return;
      const up = F.resize(x, [x.height * k, x.width * k], { interpolation: "bilinear" });
      const down = F.resize(up, x.size, { interpolation: "box" });
      within(down.data, blockMeans(up, k), 1);
    },
  );

  check(
    "float resizing is linear",
    [picture(["floats"]), edge, edge, unit, smooth],
    (x, h, w, a, f) => {
      const y = F.horizontalFlip(x);
      const mixed = new Image(
        (x.data as Float32Array).map((v, i) => a * v - y.data[i]!),
        x,
      );
      const [rx, ry, rm] = [x, y, mixed].map((i) => F.resize(i, [h, w], { interpolation: f }).data);
      within(
        rm!,
        Array.from(rx!, (v, i) => a * v - ry![i]!),
        1e-5,
      );
    },
  );

  const limit = fc.option(fc.integer({ min: 34, max: 60 }), { nil: undefined });
  check(
    "the shorter edge is the size asked for, maxSize is kept",
    [edge, edge, edge, limit],
    (h, w, s, maxSize) => {
      const mask = new Mask(new Uint8Array(h * w), [h, w]);
      const [short, long] = [Math.min(h, w), Math.max(h, w)];
      const wanted = Math.floor((s * long) / short);
      const cut = maxSize !== undefined && wanted > maxSize;
      const edges = cut ? [Math.floor((maxSize * s) / wanted), maxSize] : [s, wanted];
      if (edges[0] === 0) return;
      const { size } = F.resize(mask, s, { maxSize });
      assert.deepEqual(size, w <= h ? [edges[1], edges[0]] : edges);
    },
  );
});

function blockMeans(image: Image, k: number): number[] {
  const { channels: c, width } = image;
  const [rows, cols] = [image.height / k, width / k];
  return Array.from({ length: rows * cols * c }, (_, i) => {
    const [y, x] = [Math.floor(i / (cols * c)), Math.floor(i / c) % cols];
    let sum = 0;
    for (let dy = 0; dy < k; dy++)
      for (let dx = 0; dx < k; dx++)
        sum += image.data[((y * k + dy) * width + x * k + dx) * c + (i % c)]!;
    return sum / (k * k);
  });
}
