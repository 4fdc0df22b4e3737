import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { BoundingBoxes, type Channels, Image, KeyPoints, Mask } from "../../src/sample/index.ts";
import type { Tensor } from "../../src/tensor/index.ts";
import {
  CenterCrop,
  functional as F,
  Normalize,
  RandomCrop,
  Resize,
  ToTensor,
} from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";

// Seeded, so that a failure repeats; fast-check prints the smallest counter-example.
const runs = { seed: 20240229, numRuns: 200 };

const edge = fc.integer({ min: 1, max: 33 });
const channels = fc.constantFrom<Channels>(1, 3, 4);
const pattern = fc.constantFrom("noise", "constant", "ramp", "checker", "dot");

/** A picture of one of the patterns, in bytes or floats. */
const picture = (kinds: readonly ("bytes" | "floats")[] = ["bytes", "floats"]) =>
  fc
    .record({
      h: edge,
      w: edge,
      c: channels,
      pattern,
      seed: fc.nat(),
      kind: fc.constantFrom(...kinds),
    })
    .map(({ h, w, c, pattern, seed, kind }) => {
      const rng = new Rng(seed);
      const level = rng.int(0, 256);
      const dot = rng.int(0, h * w);
      const values = Float32Array.from({ length: h * w * c }, (_, i) => {
        const pixel = Math.floor(i / c);
        const [y, x] = [Math.floor(pixel / w), pixel % w];
        if (pattern === "noise") return rng.int(0, 256);
        if (pattern === "constant") return level;
        if (pattern === "ramp") return (x * 7 + y * 3) % 256;
        if (pattern === "checker") return (x + y) % 2 === 0 ? 255 : level;
        return pixel === dot ? 255 : 0;
      });
      const info = { height: h, width: w, channels: c };
      return kind === "bytes"
        ? new Image(Uint8Array.from(values), info)
        : new Image(
            values.map((v) => v / 255),
            info,
          );
    });

const smooth = fc.constantFrom("box", "bilinear", "hamming", "bicubic", "lanczos");
const sides = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5), fc.nat(5));

function equal(a: Image, b: Image): void {
  assert.deepEqual(a.size, b.size);
  assert.deepEqual(a.data, b.data);
}

function within(a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): void {
  assert.equal(a.length, b.length);
  for (let i = 0; i < a.length; i++)
    assert.ok(Math.abs(a[i]! - b[i]!) <= tolerance, `at ${i}: ${a[i]} and ${b[i]}`);
}

function check<T extends unknown[]>(
  law: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...values: T) => void,
): void {
  const all = fc.tuple(...arbitraries) as unknown as fc.Arbitrary<T>;
  test(law, () =>
    fc.assert(
      fc.property(all, (values) => holds(...values)),
      runs,
    ),
  );
}

/** A rectangle inside `[height, width]`, from four numbers in [0, 1). */
function inside([height, width]: readonly [number, number], [a, b, c, d]: readonly number[]) {
  const top = Math.floor(a! * height);
  const left = Math.floor(b! * width);
  const tall = 1 + Math.floor(c! * (height - top));
  const wide = 1 + Math.floor(d! * (width - left));
  return { top, left, height: tall, width: wide };
}
const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const units = fc.tuple(unit, unit, unit, unit);

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

describe("laws of transforms with options", () => {
  check(
    "crops have exactly the size asked for",
    [picture(), edge, edge, fc.nat()],
    (x, h, w, seed) => {
      assert.deepEqual(new CenterCrop([h, w]).apply(x).size, [h, w]);
      const crop = new RandomCrop([h, w], { padIfNeeded: true, paddingMode: "symmetric" });
      assert.deepEqual(crop.apply(x, new Rng(seed)).size, [h, w]);
      assert.deepEqual(new Resize([h, w]).apply(x).size, [h, w]);
    },
  );

  check(
    "a random crop of bytes is somewhere in the picture",
    [picture(), units, fc.nat()],
    (x, u, seed) => {
      const { height, width } = inside(x.size, u);
      const got = new RandomCrop([height, width]).apply(x, new Rng(seed));
      const [slackY, slackX] = [x.height - height, x.width - width];
      const places = Array.from({ length: (slackY + 1) * (slackX + 1) }, (_, i) => ({
        top: Math.floor(i / (slackX + 1)),
        left: i % (slackX + 1),
      }));
      const hit = places.some((place) => {
        const { data } = F.crop(x, { ...place, height, width });
        return Buffer.compare(bytesOf(data), bytesOf(got.data)) === 0;
      });
      assert.ok(hit);
    },
  );

  check("normalising is undone", [picture(["bytes"]), unit, unit], (x, a, b) => {
    const [mean, std] = [[a], [0.1 + b]] as const;
    const before: Tensor = new ToTensor().apply(x);
    const after = new Normalize(mean, std).apply(before);
    const back = (after.hostData() as Float32Array).map((v) => v * std[0]! + mean[0]!);
    within(back, before.hostData() as Float32Array, 1e-6);
  });

  check("ToTensor puts the pixel (y, x, c) at [c, y, x]", [picture(), units], (x, u) => {
    const { top, left } = inside(x.size, u);
    const t: Tensor = new ToTensor().apply(x);
    for (let c = 0; c < x.channels; c++) {
      const raw = x.data[(top * x.width + left) * x.channels + c]!;
      const want = x.data instanceof Uint8Array ? Math.fround(raw / 255) : raw;
      assert.equal(t.hostData()[(c * x.height + top) * x.width + left], want);
    }
  });

  check(
    "a view into a larger buffer is read as a copy of it",
    [picture(), edge, edge],
    (x, h, w) => {
      const shared = new SharedArrayBuffer(x.data.byteLength + 8);
      const Kind = x.data.constructor as Uint8ArrayConstructor;
      const view = new Kind(shared, 4, x.data.length);
      view.set(x.data);
      const same = new Image(view, x);
      equal(F.resize(same, [h, w]), F.resize(x, [h, w]));
      equal(F.horizontalFlip(same), F.horizontalFlip(x));
      equal(F.pad(same, [1, 2]), F.pad(x, [1, 2]));
      const tensors = [same, x].map((i) => (F.toTensor(i) as Tensor).hostData());
      assert.deepEqual(tensors[0], tensors[1]);
    },
  );

  check(
    "a tensor moves as the picture it shows",
    [picture(["floats"]), units, sides],
    (x, u, p) => {
      const t: Tensor = new ToTensor().apply(x);
      const cut = inside(x.size, u);
      for (const move of [
        <P extends Image | Tensor>(part: P): P => F.crop(part, cut),
        <P extends Image | Tensor>(part: P): P => F.pad(part, p, { fill: 0.5 }),
        <P extends Image | Tensor>(part: P): P => F.horizontalFlip(part),
        <P extends Image | Tensor>(part: P): P => F.resize(part, [5, 7]),
      ]) {
        const want: Tensor = new ToTensor().apply(move(x));
        assert.deepEqual(move(t).hostData(), want.hostData());
        assert.deepEqual(move(t).shape, want.shape);
      }
    },
  );
});

function bytesOf({ buffer, byteOffset, byteLength }: Image["data"]): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
