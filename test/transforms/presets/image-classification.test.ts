import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Tensor } from "../../../src/tensor/index.ts";
import {
  ImageClassification,
  type ImageClassificationOptions,
  PILToTensor,
  ToTensor,
} from "../../../src/transforms/index.ts";
import { golden, goldenInput } from "../golden.ts";
import { noise, spelled } from "../samples.ts";
import { transformSuite } from "../suite.ts";

transformSuite(ImageClassification, {
  cases: [[{ cropSize: 4, resizeSize: 5 }], [{ cropSize: [3, 6], mean: [0.5], std: [0.5] }]],
  sample: (h, w) => ({ image: noise(h, w), twin: noise(h, w), label: 2 }),
});

interface Row {
  readonly input: string;
  readonly options: Record<string, unknown>;
  readonly output: { shape: number[]; data: string };
}

describe("ImageClassification", () => {
  for (const { input, options, output } of golden<{ presets: Row[] }>("conversion").presets) {
    test(`${input} ${JSON.stringify(options)} equals torchvision's preset`, () => {
      const given = Object.fromEntries(
        Object.entries(options).map(([key, value]) => [
          key.replace(/_(.)/, (_, letter) => letter.toUpperCase()),
          value,
        ]),
      );
      const preset = new ImageClassification(given as unknown as ImageClassificationOptions);
      const x: Tensor = preset.apply(goldenInput(input));
      assert.deepEqual(x.shape, output.shape);
      const bytes = new Uint8Array(Buffer.from(output.data, "base64"));
      const want = new Float32Array(bytes.buffer);
      for (const [i, value] of x.hostData().entries())
        assert.ok(Math.abs(Number(value) - want[i]!) <= 1e-6, `${i}: ${value} and ${want[i]}`);
    });
  }

  test("takes tensors of bytes and of floats", () => {
    const preset = new ImageClassification({ cropSize: 4, resizeSize: 6 });
    const image = noise(8, 9);
    const want = (preset.apply(image) as unknown as Tensor).hostData();
    const bytes: Tensor = preset.apply(new PILToTensor().apply(image));
    for (const [i, value] of bytes.hostData().entries())
      assert.ok(Math.abs(Number(value) - Number(want[i])) < 1e-6);
    const floats: Tensor = preset.apply(new ToTensor().apply(image));
    assert.deepEqual(floats.shape, [3, 4, 4]);
    assert.notDeepEqual(spelled(floats), spelled(bytes)); // float pixels are not rounded on the way
  });

  test("refuses a missing crop size by name", () => {
    const missing = {} as ImageClassificationOptions;
    assert.throws(() => new ImageClassification(missing), /ImageClassification: expected size/);
  });
});
