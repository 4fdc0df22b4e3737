import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { FakeData } from "../../src/datasets/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { fixture } from "../support/paths.ts";

interface Row {
  readonly options: {
    size: number;
    image_size?: [number, number, number];
    num_classes?: number;
    random_offset?: number;
  };
  readonly index: number;
  readonly label: number;
  readonly sha256: string;
  readonly first: readonly number[];
}
const rows: Row[] = JSON.parse(
  readFileSync(fixture("golden/datasets/fake-data.json"), "utf8"),
).rows;

describe("FakeData", () => {
  for (const { options, index, label, sha256, first } of rows)
    it(`gives torchvision's image ${index} of ${JSON.stringify(options)}`, async () => {
      const data = new FakeData({
        size: options.size,
        ...(options.image_size === undefined ? {} : { imageSize: options.image_size }),
        ...(options.num_classes === undefined ? {} : { numClasses: options.num_classes }),
        ...(options.random_offset === undefined ? {} : { randomOffset: options.random_offset }),
      });
      const [image, target] = await data.get(index);
      assert.deepEqual([...image.data.subarray(0, 8)], first);
      assert.equal(target, label);
      assert.equal(createHash("sha256").update(image.data).digest("hex"), sha256);
    });

  it("depends on the index alone, checks it, and transforms", async () => {
    const data = new FakeData({ size: 3, imageSize: [3, 4, 4], transform: (_, rng) => rng.u32() });
    assert.equal(data.length, 3);
    assert.equal((await data.get(1, new Rng(4)))[0], new Rng(4).u32());
    await assert.rejects(data.get(3), { code: "INVALID_ARGUMENT" });
    assert.throws(() => new FakeData({ imageSize: [5, 1, 1] }), /channels/);
    assert.notEqual(
      data.fingerprint(),
      new FakeData({ size: 3, imageSize: [3, 4, 4], randomOffset: 1 }).fingerprint(),
    );
    assert.equal((await FakeData.open("", { size: 7 })).length, 7);
  });
});
