import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image, KeyPoints } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { type DrawKeypointsOptions, drawKeypoints } from "../../src/utils/index.ts";
import { golden, pattern, sha256 } from "./golden.ts";

interface PointCase {
  readonly points: readonly (readonly (readonly [number, number])[])[];
  readonly sha256: string;
  readonly options: DrawKeypointsOptions;
}

const canvasSize = [30, 40] as const;
const page = () => new Image(new Uint8Array(3600), { width: 40, height: 30, channels: 3 });
const lit = (image: Image) => image.data.filter((value: number) => value > 0).length / 3;

describe("drawKeypoints", () => {
  test("draws what torchvision draws, to the bit, from tensors and KeyPoints", () => {
    const { keypoints } = golden<{ readonly keypoints: readonly PointCase[] }>("utils");
    assert.equal(keypoints.length, 180);
    for (const { points, options, sha256: want } of keypoints) {
      const shape = [points.length, points[0]!.length, 2];
      const tensor = Tensor.fromData(Float32Array.from(points.flat(2)), shape);
      const list = points.map((rows) => KeyPoints.from(rows, { canvasSize }));
      for (const given of [tensor, list, ...(list.length === 1 ? [list[0]!] : [])])
        assert.equal(
          sha256(drawKeypoints(pattern([3, 30, 40], 5), given, options)),
          want,
          JSON.stringify({ points, options }),
        );
    }
  });

  const points = KeyPoints.from(
    [
      [5, 5],
      [20, 5],
      [20, 20],
    ],
    { canvasSize },
  );

  test("dots are white unless coloured, lines white", () => {
    const { data } = drawKeypoints(page(), points);
    assert.ok(data.every((value) => value === 0 || value === 255));
    assert.ok(lit(drawKeypoints(page(), points)) > 30);
  });

  test("points that are not seen are not drawn, nor the lines to them", () => {
    const options = {
      connectivity: [
        [0, 1],
        [1, 2],
      ] as const,
      width: 1,
      colors: "white",
    };
    const all = drawKeypoints(page(), points, options);
    const seen = [[true, false, true]];
    const some = drawKeypoints(page(), points, { ...options, visibility: seen });
    const two = KeyPoints.from(
      [
        [5, 5],
        [20, 20],
      ],
      { canvasSize },
    );
    assert.deepEqual(some, drawKeypoints(page(), two));
    assert.ok(lit(all) > lit(some));
    const nowhere = Tensor.fromData(Float32Array.of(5, 5, Number.NaN, 1e30, 20, 20), [1, 3, 2]);
    assert.deepEqual(drawKeypoints(page(), nowhere, { ...options, visibility: seen }), some);
    const flags = Tensor.fromData(Uint8Array.of(1, 0, 1), [1, 3], "bool");
    assert.deepEqual(drawKeypoints(page(), points, { ...options, visibility: flags }), some);
  });

  test("no points leave the pixels as they are; the input never changes", () => {
    const image = page();
    assert.deepEqual(drawKeypoints(image, KeyPoints.from([], { canvasSize })), image);
    drawKeypoints(image, points);
    assert.deepEqual(image, page());
  });

  test("refuses what does not fit", () => {
    const refused: [unknown, DrawKeypointsOptions, RegExp][] = [
      [points, { connectivity: [[0, 3]] }, /connections between points 0 to 2, got \[0, 3\]/],
      [points, { visibility: [[true, true]] }, /visibility for \[3\] points/],
      [
        points,
        { visibility: Tensor.fromData(new Uint8Array(3), [3, 1]) },
        /visibility for \[3\] points/,
      ],
      [points, { radius: -1 }, /radius to be a whole number/],
      [points, { width: 0 }, /width to be a whole number in \[1, 4096\]/],
      [points, { colors: "nocolour" }, /a colour as CSS name/],
      [Tensor.fromData(new Float32Array(6), [3, 2]), {}, /a tensor \[n, k, 2\], got \[3, 2\]/],
      [
        Tensor.fromData(Float32Array.of(1, Number.NaN), [1, 1, 2]),
        {},
        /coordinates within 16777216 pixels/,
      ],
      ["points", {}, /KeyPoints or a tensor/],
    ];
    for (const [given, options, message] of refused)
      assert.throws(() => drawKeypoints(page(), given as KeyPoints, options), message);
  });
});
