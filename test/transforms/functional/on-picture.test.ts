import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Mask } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { checkOpaque, onPicture } from "../../../src/transforms/functional/on-picture.ts";
import { noise } from "../samples.ts";

describe("onPicture", () => {
  test("changes pictures and refuses all else, labels too", () => {
    const image = noise(2, 2);
    assert.equal(
      onPicture("me", image, (x) => x),
      image,
    );
    const refused = [new Mask(new Uint8Array(4), [2, 2]), null, undefined, [image]];
    for (const part of refused)
      assert.throws(() => onPicture("me", part as never, (x) => x), /me: expected an Image, a Vid/);
    const labels = Tensor.fromData(new Float32Array(4), [2, 2]);
    assert.throws(
      () => onPicture("me", labels, (x) => x),
      /a Tensor \[..., c, h, w\], got \[2, 2\]/,
    );
  });
});

describe("checkOpaque", () => {
  test("takes 1 and 3 channels", () => {
    for (const channels of [1, 3] as const) checkOpaque("me", noise(1, 1, channels));
    for (const channels of [2, 4] as const)
      assert.throws(() => checkOpaque("me", noise(1, 1, channels)), /me: expected 1 or 3 channels/);
  });
});
