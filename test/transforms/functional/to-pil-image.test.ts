import assert from "node:assert/strict";
import { test } from "node:test";
import { type Image, Video } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { toPilImage } from "../../../src/transforms/functional/index.ts";
import { golden } from "../golden.ts";
import { floatNoise, noise } from "../samples.ts";

type Row = { tensor: { shape: number[]; data: string }; pixels: number[] };

test("floats become torchvision's bytes", () => {
  const [row] = golden<{ pilImages: [Row] }>("conversion").pilImages;
  const bytes = new Uint8Array(Buffer.from(row.tensor.data, "base64"));
  const image = toPilImage(
    Tensor.fromData(new Float32Array(bytes.buffer), row.tensor.shape),
  ) as Image;
  assert.deepEqual([...image.data], row.pixels);
});

test("bytes stay, float images and videos are cut to bytes", () => {
  const image = noise(2, 2);
  assert.equal(toPilImage(image), image);
  assert.ok((toPilImage(floatNoise(2, 2)) as Image).data instanceof Uint8Array);
  const video = toPilImage(new Video([floatNoise(2, 2)])) as Video;
  assert.ok(video.frames[0]!.data instanceof Uint8Array);
});
