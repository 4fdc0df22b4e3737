import assert from "node:assert/strict";
import { it } from "node:test";
import { fromPlanes, LabelledPixels } from "../../src/datasets/labelled-pixels.ts";

class Three extends LabelledPixels {
  constructor(data: Uint8Array) {
    const place = { module: import.meta.url, name: "Three", root: "", file: "three.bin" };
    super({ ...place, classes: ["a"], data, targets: [0, 0, 0], shape: [1, 2, 1] }, {});
  }
}

it("planes become pixels", () => {
  const planes = Uint8Array.of(1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16); // [2, 3, 1, 2]
  assert.deepEqual([...fromPlanes(planes, 2, 3)], [1, 3, 5, 2, 4, 6, 11, 13, 15, 12, 14, 16]);
  assert.equal(fromPlanes(new Uint8Array(), 0, 3).length, 0);
});

it("pixels and labels must fit", async () => {
  const three = new Three(Uint8Array.of(1, 2, 3, 4, 5, 6));
  assert.deepEqual([...three.getSync(2)[0].data], [5, 6]);
  assert.equal(three.describe(1), "three.bin image 1");
  assert.throws(() => new Three(new Uint8Array(5)), { code: "MISMATCH", file: "three.bin" });
});
