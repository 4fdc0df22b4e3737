import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { MultiScaleRoIAlign } from "../../src/ops/index.ts";
import { zeros } from "../../src/tensor/index.ts";
import { assertTensor, unpacked } from "./golden.ts";
import { regions } from "./region-golden.ts";

const maps = Object.fromEntries(
  Object.entries(regions.levels[0]!.maps!).map(([name, map]) => [name, unpacked(map)]),
);

describe("MultiScaleRoIAlign", () => {
  for (const { names, shapes, boxes, want, ...options } of regions.levels)
    test(`${names}, ${options.canonicalScale} at ${options.canonicalLevel}, equals torchvision's`, () => {
      const pooler = new MultiScaleRoIAlign(names, 2, 2, options);
      assertTensor(pooler.forward(maps, boxes.map(unpacked), shapes), want, 1e-5);
    });

  test("refuses to work without levels, and bad options", () => {
    const pooler = new MultiScaleRoIAlign(["a"], 2, 2);
    assert.throws(() => pooler.forward(maps, [zeros([0, 4])], [[9, 9]]), /expected features a of/);
    assert.throws(() => new MultiScaleRoIAlign([], 2, 2), /featmapNames as a list, got \[\]/);
    assert.throws(
      () => new MultiScaleRoIAlign(["a"], 2, 2, { canonicalScale: 0 }),
      /canonicalScale/,
    );
  });
});
