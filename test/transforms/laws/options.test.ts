import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import { Image } from "../../../src/sample/index.ts";
import type { Tensor } from "../../../src/tensor/index.ts";
import {
  CenterCrop,
  functional as F,
  Normalize,
  RandomCrop,
  Resize,
  ToTensor,
} from "../../../src/transforms/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { check, edge, equal, inside, picture, sides, unit, units, within } from "../pictures.ts";

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
