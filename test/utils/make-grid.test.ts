import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { makeGrid } from "../../src/utils/index.ts";
import { floats, golden, pattern, sha256 } from "./golden.ts";

interface GridCase {
  readonly input: readonly number[];
  readonly dtype: "float32" | "uint8";
  readonly shape: readonly number[];
  readonly sha256: string;
  readonly options: Readonly<Record<string, never>>;
}

const camel = (options: GridCase["options"]) =>
  Object.fromEntries(
    Object.entries(options).map(([key, value]) => [
      key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

describe("makeGrid", () => {
  test("is torchvision's, to the bit", () => {
    const { grids } = golden<{ readonly grids: readonly GridCase[] }>("utils");
    assert.ok(grids.length > 100);
    for (const { input, dtype, shape, options, sha256: want } of grids) {
      const x = dtype === "float32" ? floats(input, 1) : pattern(input, 1);
      const before = sha256(x);
      const grid = makeGrid(x, camel(options));
      const what = JSON.stringify({ input, dtype, options });
      assert.deepEqual([grid.shape, grid.dtype], [shape, dtype], what);
      assert.equal(sha256(grid), want, what);
      assert.equal(sha256(x), before, "the input is unchanged");
    }
  });

  test("a list of tensors is their stack, and other dtypes stay", () => {
    const parts = [pattern([3, 2, 4], 1), pattern([3, 2, 4], 2)];
    const stack = Tensor.fromData(
      Uint8Array.from(parts.flatMap((part) => [...(part.hostData() as Uint8Array)])),
      [2, 3, 2, 4],
    );
    assert.equal(sha256(makeGrid(parts)), sha256(makeGrid(stack)));
    const labels = Tensor.fromData(BigInt64Array.of(1n, 2n), [2, 1, 1, 1]);
    const grid = makeGrid(labels, { padding: 1, padValue: 9 });
    assert.deepEqual([grid.dtype, grid.shape], ["int64", [3, 3, 5]]);
    assert.deepEqual([...(grid.hostData() as BigInt64Array)].slice(5, 10), [9n, 1n, 9n, 2n, 9n]);
  });

  test("images give an image, grey ones in RGB, one alone without a border", () => {
    const gray = new Image(Uint8Array.of(5), { width: 1, height: 1, channels: 1 });
    const grid = makeGrid([gray, gray], { padding: 1, padValue: 200 });
    assert.deepEqual([grid.height, grid.width, grid.channels], [3, 5, 3]);
    assert.deepEqual(
      [...grid.data.subarray(15, 30)],
      [200, 5, 200, 5, 200].flatMap((v) => [v, v, v]),
    );
    assert.deepEqual(makeGrid(gray).data, Uint8Array.of(5, 5, 5));
  });

  test("refuses what does not go together", () => {
    const image = new Image(Uint8Array.of(5), { width: 1, height: 1, channels: 1 });
    const refused: [() => unknown, RegExp][] = [
      [() => makeGrid([]), /a tensor, an Image or a list of them/],
      [
        () => makeGrid([pattern([3, 2, 2]), pattern([3, 2, 3])]),
        /picture 1 to be uint8 \[3, 2, 2\]/,
      ],
      [() => makeGrid([image, pattern([1, 1, 1])] as never), /picture 1 to be/],
      [() => makeGrid([pattern([2, 3, 2, 2]), pattern([2, 3, 2, 2])]), /picture 0 to be/],
      [() => makeGrid(pattern([3])), /\[n, c, h, w\], \[c, h, w\] or \[h, w\]/],
      [
        () => makeGrid(pattern([2, 3, 2, 2]), { normalize: true }),
        /floats to normalize, got "uint8"/,
      ],
      [() => makeGrid(pattern([2, 3, 2, 2]), { nrow: 0 }), /nrow to be a whole number >= 1/],
      [() => makeGrid(pattern([2, 3, 2, 2]), { padding: -1 }), /padding to be a whole number/],
      [
        () => makeGrid(floats([2, 2]), { normalize: true, valueRange: [1] as never }),
        /valueRange as/,
      ],
      [() => makeGrid("a.png" as never), /a list of them/],
    ];
    for (const [call, message] of refused) assert.throws(call, message);
  });
});
