import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import { spelled } from "../../../src/testing/index.ts";
import {
  CenterCrop,
  functional as F,
  FiveCrop,
  RandomCrop,
  RandomResizedCrop,
  TenCrop,
} from "../../../src/transforms/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { check, edge, inside, picture, sides, smooth, units } from "../pictures.ts";

describe("laws of crops", () => {
  check(
    "P11: ten crops are five, and five of the mirrored",
    [picture(), units, fc.boolean()],
    (x, u, v) => {
      const { height, width } = inside(x.size, u);
      const size = [height, width] as const;
      const mirrored = v ? F.verticalFlip(x) : F.horizontalFlip(x);
      const want = [...F.fiveCrop(x, size), ...F.fiveCrop(mirrored, size)];
      assert.deepEqual(spelled(F.tenCrop(x, size, { verticalFlip: v })), spelled(want));
      assert.deepEqual(spelled(new TenCrop(size, { verticalFlip: v }).apply(x)), spelled(want));
      const [bottom, right] = [x.height - height, x.width - width];
      const corners = [
        [0, 0],
        [0, right],
        [bottom, 0],
        [bottom, right],
      ].map(([top, left]) => F.crop(x, { top: top!, left: left!, height, width }));
      const five = [...corners, F.centerCrop(x, size)];
      assert.deepEqual(spelled(new FiveCrop(size).apply(x)), spelled(five));
    },
  );

  check(
    "P22: the result has the size asked for",
    [picture(), edge, edge, sides, units, fc.nat()],
    (x, h, w, p, u, seed) => {
      const [rng, cut] = [new Rng(seed), inside(x.size, u)];
      const size = [h, w] as const;
      const padded = [x.height + p[1] + p[3], x.width + p[0] + p[2]];
      const found = [
        F.crop(x, { top: -3, left: cut.left, height: h, width: w }),
        F.centerCrop(x, size),
        F.resize(x, size),
        F.resizedCrop(x, cut, size),
        new CenterCrop(size).apply(x),
        new RandomResizedCrop(size).apply(x, rng),
        new RandomCrop(size, { padIfNeeded: true }).apply(x, rng),
      ];
      for (const image of found) assert.deepEqual(image.size, size);
      for (const paddingMode of ["constant", "edge", "reflect", "symmetric"] as const)
        assert.deepEqual(F.pad(x, p, { paddingMode }).size, padded);
    },
  );

  check(
    "P22: a crop that is resized is the crop, resized",
    [picture(), units, edge, edge, smooth, fc.integer({ min: -2, max: 2 })],
    (x, u, h, w, interpolation, stray) => {
      const found = inside(x.size, u);
      const cut = { ...found, top: found.top + stray, left: found.left - stray };
      const want = F.resize(F.crop(x, cut), [h, w], { interpolation });
      assert.deepEqual(spelled(F.resizedCrop(x, cut, [h, w], { interpolation })), spelled(want));
    },
  );
});
