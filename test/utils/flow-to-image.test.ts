import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Tensor } from "../../src/tensor/index.ts";
import { flowToImage } from "../../src/utils/index.ts";
import { floats, golden, pattern } from "./golden.ts";

interface FlowCase {
  readonly input: readonly number[];
  readonly shape: readonly number[];
  readonly data: string;
}

describe("flowToImage", () => {
  test("is torchvision's", () => {
    const { flows } = golden<{ readonly flows: readonly FlowCase[] }>("utils");
    assert.equal(flows.length, 3);
    for (const { input, shape, data } of flows) {
      const picture = flowToImage(floats(input, 2));
      assert.deepEqual([picture.shape, picture.dtype], [shape, "uint8"]);
      assert.deepEqual(Buffer.from(picture.hostData() as Uint8Array), Buffer.from(data, "base64"));
    }
  });

  test("no motion is white, opposite ways have different colours", () => {
    const still = flowToImage(Tensor.fromData(new Float32Array(8), [2, 2, 2]));
    assert.ok((still.hostData() as Uint8Array).every((value) => value === 255));
    const ways = flowToImage(Tensor.fromData(Float32Array.of(1, -1, 0, 0), [2, 1, 2])).hostData();
    assert.notDeepEqual([ways[0], ways[2], ways[4]], [ways[1], ways[3], ways[5]]);
  });

  test("refuses other shapes and types", () => {
    for (const flow of [floats([3, 2, 2]), floats([2, 4]), pattern([2, 3, 3])])
      assert.throws(
        () => flowToImage(flow),
        /flowToImage: expected float32 \[2, h, w\] or \[n, 2, h, w\]/,
      );
  });
});
