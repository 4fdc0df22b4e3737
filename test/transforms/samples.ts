import {
  BoundingBoxes,
  type Channels,
  Image,
  KeyPoints,
  Mask,
  Video,
} from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { Rng } from "../../src/util/rng.ts";

/** A picture of seeded noise. */
export function noise(height: number, width: number, channels: Channels = 3, seed = 1): Image {
  const rng = new Rng(seed);
  const data = Uint8Array.from({ length: height * width * channels }, () => rng.int(0, 256));
  return new Image(data, { height, width, channels });
}

/** The same in float32, 0..1. */
export function floatNoise(height: number, width: number, channels: Channels = 3, seed = 1): Image {
  const rng = new Rng(seed);
  const data = Float32Array.from({ length: height * width * channels }, () => rng.next());
  return new Image(data, { height, width, channels });
}

/** A mask of seeded labels. */
export function labels(height: number, width: number, seed = 2): Mask {
  const rng = new Rng(seed);
  const data = Uint8Array.from({ length: height * width }, () => rng.int(0, 5));
  return new Mask(data, [height, width]);
}

/** A sample with every kind of part, nested, and values that no transform knows. */
export function fullSample(height: number, width: number) {
  const canvasSize = [height, width] as const;
  const rows = [
    [0, 0, width, height],
    [0.25 * width, 0.5 * height, 0.75 * width, height],
  ];
  return {
    image: noise(height, width),
    twin: noise(height, width),
    video: new Video([noise(height, width, 1, 5), noise(height, width, 1, 6)]),
    targets: [
      BoundingBoxes.from(rows, { format: "XYXY", canvasSize }),
      BoundingBoxes.from([[width / 4, height / 4, width / 2, height / 2]], {
        format: "XYWH",
        canvasSize,
        clampingMode: "hard",
      }),
      BoundingBoxes.from([[width / 2, height / 2, width, height]], {
        format: "CXCYWH",
        canvasSize,
        clampingMode: null,
      }),
      BoundingBoxes.from([], { format: "XYXY", canvasSize }),
      BoundingBoxes.from([[width / 2, height / 2, width, height / 3, 30]], {
        format: "CXCYWHR",
        canvasSize,
      }),
      BoundingBoxes.from([[width / 3, height / 3, width, height / 3, -170]], {
        format: "XYWHR",
        canvasSize,
        clampingMode: "hard",
      }),
      BoundingBoxes.from([[0, height / 2, width / 2, 0, width, height / 2, width / 2, height]], {
        format: "XYXYXYXY",
        canvasSize,
        clampingMode: null,
      }),
    ],
    masks: {
      classes: labels(height, width),
      none: new Mask(new Int32Array(0), [0, height, width]),
    },
    points: KeyPoints.from(
      [
        [0, 0],
        [width - 1, height - 1],
      ],
      { canvasSize },
    ),
    label: 3,
    target: Tensor.fromData(new BigInt64Array([3n]), [1]),
    file: { path: "a.png", when: new Date(0), none: null, ids: new Map([[1, 2]]) },
  };
}

/** The tensors that `ToTensor` would make of pictures. */
export function tensorSample(height: number, width: number) {
  const { data } = floatNoise(height, width, 3);
  return {
    image: Tensor.fromData(data as Float32Array, [3, height, width]),
    twin: Tensor.fromData((data as Float32Array).slice(), [3, height, width]),
    mask: labels(height, width),
    label: 3,
  };
}

export { spelled } from "../../src/testing/spelled.ts";
