import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import { BoundingBoxes, Image, KeyPoints, Mask } from "../../../src/sample/index.ts";
import { functional as F } from "../../../src/transforms/index.ts";
import { check, edge, equal, inside, picture, sides, smooth, units } from "../pictures.ts";

describe("laws of geometry", () => {
  check("flipping twice gives the picture", [picture()], (x) => {
    equal(F.horizontalFlip(F.horizontalFlip(x)), x);
  });

  check("a crop of a crop is a crop", [picture(), units, units], (x, u, v) => {
    const outer = inside(x.size, u);
    const inner = inside([outer.height, outer.width], v);
    const both = { ...inner, top: outer.top + inner.top, left: outer.left + inner.left };
    equal(F.crop(F.crop(x, outer), inner), F.crop(x, both));
  });

  check(
    "full crop, no border and own size change nothing",
    [picture(), smooth],
    (x, interpolation) => {
      const [height, width] = x.size;
      equal(F.crop(x, { top: 0, left: 0, height, width }), x);
      equal(F.pad(x, 0), x);
      equal(F.resize(x, x.size, { interpolation }), x);
      equal(F.centerCrop(x, x.size), x);
    },
  );

  check(
    "the centre of an even border is the picture",
    [picture(), fc.nat(6), fc.nat(6)],
    (x, a, b) => {
      equal(F.centerCrop(F.pad(x, [a, b]), x.size), x);
    },
  );

  check("borders add up", [picture(), sides, sides, fc.nat(255)], (x, p, q, fill) => {
    const sum = p.map((n, i) => n + q[i]!) as [number, number, number, number];
    equal(F.pad(F.pad(x, p, { fill }), q, { fill }), F.pad(x, sum, { fill }));
  });

  check("edge borders add up, mirrors are read backwards", [picture(), sides], (x, p) => {
    const twice = p.map((n) => 2 * n) as [number, number, number, number];
    const edges = { paddingMode: "edge" } as const;
    equal(F.pad(F.pad(x, p, edges), p, edges), F.pad(x, twice, edges));
    for (const paddingMode of ["reflect", "symmetric"] as const) {
      const flipped = F.pad(F.horizontalFlip(x), [p[2], p[1], p[0], p[3]], { paddingMode });
      equal(F.horizontalFlip(flipped), F.pad(x, p, { paddingMode }));
    }
  });

  check("flip of a crop is the mirrored crop of the flip", [picture(), units], (x, u) => {
    const cut = inside(x.size, u);
    const mirrored = { ...cut, left: x.width - cut.left - cut.width };
    equal(F.horizontalFlip(F.crop(x, cut)), F.crop(F.horizontalFlip(x), mirrored));
  });

  check("no new values appear", [picture(["bytes"]), units, sides, edge, edge], (x, u, p, h, w) => {
    const mask = new Mask(
      Uint8Array.from({ length: x.width * x.height }, (_, i) => x.data[i]!),
      x.size,
    );
    const outs = [
      F.crop(x, inside(x.size, u)),
      F.pad(x, p, { paddingMode: "symmetric" }),
      F.pad(x, p, { paddingMode: "reflect" }),
      F.horizontalFlip(x),
      F.resize(x, [h, w], { interpolation: "nearest" }),
      F.resize(mask, [h, w]),
    ];
    const known = new Set(x.data);
    for (const { data } of outs) assert.ok(data.every((value: number) => known.has(value)));
  });

  check("nearest up by k, then down by k", [picture(), fc.integer({ min: 1, max: 4 })], (x, k) => {
    const interpolation = "nearest-exact";
    const large = F.resize(x, [x.height * k, x.width * k], { interpolation });
    equal(F.resize(large, x.size, { interpolation }), x);
  });

  check("a key point finds its pixel again", [picture(["floats"]), units, sides], (x, u, p) => {
    const at = inside(x.size, u);
    const place = { canvasSize: x.size };
    const marked = new Float32Array(x.width * x.height);
    marked[at.top * x.width + at.left] = 1;
    const image = new Image(marked, { width: x.width, height: x.height, channels: 1 });
    const points = KeyPoints.from([[at.left, at.top]], place);
    for (const move of [
      (part: Image | KeyPoints) => F.horizontalFlip(part),
      (part: Image | KeyPoints) => F.pad(part, p),
      (part: Image | KeyPoints) => F.crop(part, at),
    ]) {
      const [i, k] = [move(image) as Image, move(points) as KeyPoints];
      assert.deepEqual(i.size, k.size);
      assert.equal(i.data[k.data[1]! * i.width + k.data[0]!], 1);
    }
  });

  check(
    "a box is the frame of its own picture",
    [edge, edge, units, units, sides],
    (h, w, u, v, p) => {
      const r = inside([h, w], u);
      const row = [r.left, r.top, r.left + r.width, r.top + r.height];
      const box = BoundingBoxes.from([row], { format: "XYXY", canvasSize: [h, w] });
      const lit = new Uint8Array(h * w);
      for (let y = row[1]!; y < row[3]!; y++) lit.fill(1, y * w + row[0]!, y * w + row[2]!);
      const mask = new Mask(lit, [h, w]);
      const cut = inside([h, w], v);
      assertFrame(F.horizontalFlip(box), F.horizontalFlip(mask));
      assertFrame(F.pad(box, p), F.pad(mask, p));
      assertFrame(F.crop(box, cut), F.crop(mask, cut));
    },
  );
});

// The box of the lit pixels; a box cut away entirely has no area.
function assertFrame(box: BoundingBoxes, mask: Mask): void {
  const width = mask.size[1];
  const lit = [...mask.data.keys()].filter((i) => mask.data[i] === 1);
  const [x1, y1, x2, y2] = box.data as unknown as [number, number, number, number];
  if (lit.length === 0) assert.equal((x2 - x1) * (y2 - y1), 0);
  else {
    const [xs, ys] = [lit.map((i) => i % width), lit.map((i) => Math.floor(i / width))];
    const frame = [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1];
    assert.deepEqual([x1, y1, x2, y2], frame);
  }
}
