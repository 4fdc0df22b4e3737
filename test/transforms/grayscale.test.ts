import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Video } from "../../src/sample/index.ts";
import { Grayscale } from "../../src/transforms/index.ts";
import { testColorClass } from "./color-golden.ts";
import { floatNoise, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(Grayscale, {
  cases: [[], [{ numOutputChannels: 1 }], [{ numOutputChannels: 3 }]],
});

describe("Grayscale", () => {
  testColorClass(Grayscale);

  test("converts videos too", () => {
    const video = new Video([noise(2, 3), noise(2, 3, 3, 8)]);
    const gray = new Grayscale({ numOutputChannels: 3 }).apply(video);
    for (const { data, channels } of gray.frames) {
      assert.equal(channels, 3);
      assert.deepEqual([data[0], data[4]], [data[2], data[5]]);
    }
  });

  test("refuses 2 channels, and floats with alpha", () => {
    assert.throws(() => new Grayscale({ numOutputChannels: 2 }), {
      message: "Grayscale: expected numOutputChannels 1 or 3, got 2; pass 1 or 3",
    });
    assert.throws(() => new Grayscale(3 as never), /Grayscale: expected options as { numOutput/);
    assert.throws(() => new Grayscale().apply(floatNoise(2, 2, 4)), /1 or 3 channels, got 4/);
  });
});
