import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { drawCells } from "../../src/cli/draw-cells.ts";
import { BoundingBoxes, Image } from "../../src/sample/index.ts";
import {
  Compose,
  FiveCrop,
  RandomCrop,
  RandomHorizontalFlip,
  SanitizeBoundingBoxes,
  ToTensor,
  type Transform,
} from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";

const image = new Image(
  Uint8Array.from({ length: 40 * 30 * 3 }, (_, i) => (i * 7) % 250),
  {
    width: 40,
    height: 30,
    channels: 3,
  },
);
const canvasSize = [30, 40] as const;
const pipelineOf = (transform: Transform) => ({ transform, json: transform.toJSON() });
const cellsOf = (transform: Transform, rest: object = {}) =>
  drawCells(image, {
    pipeline: pipelineOf(transform),
    labelled: undefined,
    draws: 3,
    seed: 5,
    cell: 40,
    ...rest,
  });
const captions = (cells: readonly { readonly caption?: string }[]) =>
  cells.map(({ caption }) => caption);

describe("drawCells", () => {
  test("the original comes first, then a draw for each seed", () => {
    const crop = new RandomCrop(20);
    const cells = cellsOf(crop, { cell: 30 });
    assert.deepEqual(captions(cells), [
      "original, 40 x 30",
      "seed 5, 20 x 20",
      "seed 6, 20 x 20",
      "seed 7, 20 x 20",
    ]);
    assert.deepEqual(cells[2]!.image, crop.apply(image, new Rng(6)));
  });

  test("what gives several pictures gets several cells; tensors are shown", () => {
    const cells = cellsOf(new Compose([new ToTensor(), new FiveCrop(10)]), { draws: 1, cell: 10 });
    assert.equal(cells.length, 6);
    assert.equal(cells[5]!.caption, "seed 5, 5 of 5, 10 x 10");
    assert.deepEqual((cells[1]!.image as Image).data.subarray(0, 30), image.data.subarray(0, 30));
  });

  test("boxes are drawn within the picture, and counted; each label keeps its colour", () => {
    const rows = [
      [0, 0, 40, 30],
      [36, 2, 40, 8],
    ];
    const boxes = BoundingBoxes.from(rows, { format: "XYXY", canvasSize });
    const labelled = { boxes, labels: ["a", "b"] };
    const steps = [new RandomCrop([30, 30]), new SanitizeBoundingBoxes({ minSize: 3 })];
    const cells = cellsOf(new Compose(steps), { labelled, draws: 8 });
    assert.equal(cells[0]!.caption, "original, 40 x 30, 2 boxes");
    const counts = captions(cells.slice(1)).map((caption) => caption!.split(", ")[2]);
    assert.deepEqual(new Set(counts), new Set(["1 box", "2 boxes"]));
    for (const { image: shown } of cells) {
      const { data, width, height } = shown as Image;
      const at = (x: number, y: number) => [
        ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
      ];
      assert.deepEqual(at(0, height - 1), [255, 0, 0]);
      assert.deepEqual(at(width - 1, height - 1), [255, 0, 0], "the right and lower edge are seen");
    }
    const { data } = cells[0]!.image as Image;
    assert.deepEqual([...data.subarray((2 * 40 + 37) * 3, (2 * 40 + 38) * 3)], [0, 255, 0]);
  });

  test("boxes follow the picture, and what has no text has no label", () => {
    const boxes = BoundingBoxes.from([[0, 0, 10, 10]], { format: "XYXY", canvasSize });
    const flip = new RandomHorizontalFlip({ p: 1 });
    const [, flipped] = cellsOf(flip, { labelled: { boxes, labels: [""] }, draws: 1 });
    const { data, width } = flipped!.image as Image;
    assert.deepEqual([...data.subarray(39 * 3, 40 * 3)], [255, 0, 0]);
    const inside = (4 * width + 35) * 3;
    const plain = flip.apply(image);
    assert.deepEqual(data.subarray(inside, inside + 3), plain.data.subarray(inside, inside + 3));
  });
});
