import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image, Mask } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { type Colors, drawSegmentationMasks } from "../../src/utils/index.ts";
import { golden, pattern, sha256 } from "./golden.ts";

interface MaskCase {
  readonly input: readonly [3, number, number];
  readonly n: number;
  readonly sha256: string;
  readonly options: { readonly alpha: number; readonly colors: Colors | null };
}

const insideOf = (n: number, [, h, w]: MaskCase["input"]) =>
  Uint8Array.from(pattern([n, h, w], n).hostData() as Uint8Array, (byte) =>
    byte % 3 === 0 ? 1 : 0,
  );

describe("drawSegmentationMasks", () => {
  test("draws what torchvision 0.14 draws, to the bit, overlaps included", () => {
    const { masks } = golden<{ readonly masks: readonly MaskCase[] }>("utils");
    assert.equal(masks.length, 60);
    for (const { input, n, options, sha256: want } of masks) {
      const [, h, w] = input;
      const image = pattern(input, 3);
      const { alpha, colors } = options;
      const given = { alpha, ...(colors === null ? {} : { colors }) };
      const mask = new Mask(insideOf(n, input), [n, h, w]);
      const tensor = Tensor.fromData(insideOf(n, input), [n, h, w], "bool");
      for (const masked of [mask, tensor])
        assert.equal(
          sha256(drawSegmentationMasks(image, masked, given)),
          want,
          JSON.stringify({ input, n, options }),
        );
      assert.equal(sha256(image), sha256(pattern(input, 3)), "the input is unchanged");
    }
  });

  const page = new Image(new Uint8Array(12).fill(100), { width: 4, height: 1, channels: 3 });
  const first = (image: Image) => [0, 3, 6, 9].map((i) => image.data[i]);

  test("pixels of several masks get the last colour, or black", () => {
    const masks = new Mask(Uint8Array.of(1, 1, 0, 0, 0, 1, 1, 0), [2, 1, 4]);
    const colors = [
      [200, 0, 0],
      [50, 0, 0],
    ] as const;
    assert.deepEqual(
      first(drawSegmentationMasks(page, masks, { colors, alpha: 1 })),
      [200, 50, 50, 100],
    );
    const black = drawSegmentationMasks(page, masks, { colors, alpha: 1, overlap: "black" });
    assert.deepEqual(first(black), [200, 0, 50, 100]);
  });

  test("a class map leaves class 0 as it is and colours class k by colour k - 1", () => {
    const classes = new Mask(Uint8Array.of(0, 1, 3, 1), [1, 4]);
    const colors = [
      [10, 0, 0],
      [20, 0, 0],
      [30, 0, 0],
    ] as const;
    assert.deepEqual(
      first(drawSegmentationMasks(page, classes, { colors, alpha: 1 })),
      [100, 10, 30, 10],
    );
    assert.deepEqual(first(drawSegmentationMasks(page, classes, { alpha: 1 })), [100, 1, 3, 1]);
    assert.throws(
      () => drawSegmentationMasks(page, classes, { colors: ["red", "blue"] }),
      /at least 3 colours, got 2/,
    );
    assert.equal(drawSegmentationMasks(page, new Mask(new Uint8Array(4), [1, 4])), page);
  });

  test("floats are mixed as floats, and grey becomes RGB", () => {
    const gray = new Image(Float32Array.of(0.5, 0.25, 0, 1), { width: 4, height: 1, channels: 1 });
    const mask = Tensor.fromData(Uint8Array.of(1, 0, 0, 1), [1, 4], "bool");
    const { data, channels } = drawSegmentationMasks(gray, mask, { colors: "red", alpha: 0.5 });
    assert.equal(channels, 3);
    assert.deepEqual([...data.subarray(0, 6)], [0.75, 0.25, 0.25, 0.25, 0.25, 0.25]);
  });

  test("no masks give the picture back; masks of another size or kind are refused", () => {
    assert.equal(drawSegmentationMasks(page, new Mask(new Uint8Array(0), [0, 1, 4])), page);
    const refused: [() => unknown, RegExp][] = [
      [
        () => drawSegmentationMasks(page, new Mask(new Uint8Array(4), [4, 1])),
        /masks of the picture's size \[1, 4\], got \[4, 1\]/,
      ],
      [
        () => drawSegmentationMasks(page, Tensor.fromData(new Float32Array(4), [1, 4])),
        /a bool or uint8 tensor/,
      ],
      [() => drawSegmentationMasks(page, [1] as never), /masks as a Mask or a tensor/],
      [
        () => drawSegmentationMasks(page, new Mask(new Uint8Array(4), [1, 4]), { alpha: 1.5 }),
        /alpha to be a finite number in \[0, 1\]/,
      ],
      [
        () =>
          drawSegmentationMasks(page, new Mask(new Uint8Array(4), [1, 4]), {
            overlap: "mix" as never,
          }),
        /overlap "last" or "black"/,
      ],
    ];
    for (const [call, message] of refused) assert.throws(call, message);
  });
});
