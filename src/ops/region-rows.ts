import { BoundingBoxes } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { checkInteger, checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type Boxes, boxRows, numbers } from "./box-rows.ts";

/** Regions of feature maps: `[k, 5]` rows of map, x1, y1, x2, y2, or boxes for each map. */
export type Regions = Tensor | readonly Boxes[];

/** Feature maps `[n, c, h, w]` in memory. */
export interface FeatureMaps {
  readonly data: Float32Array;
  readonly count: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** The maps; throws unless they are float32 `[n, c, h, w]`. */
export function featureMaps(who: string, input: Tensor): FeatureMaps {
  const data = input instanceof Tensor ? input.hostData() : undefined;
  if (!(data instanceof Float32Array) || input.shape.length !== 4) {
    const got = input instanceof Tensor ? { dtype: input.dtype, shape: input.shape } : input;
    throw expected(
      who,
      "float32 features [n, c, h, w]",
      got,
      "add the batch dimension, or convert",
    );
  }
  const [count, channels, height, width] = input.shape as unknown as [
    number,
    number,
    number,
    number,
  ];
  return { data, count, channels, height, width };
}

/** `[k * 5]` rows of map, x1, y1, x2, y2; throws where a map is not there. */
export function regionRows(who: string, boxes: Regions, maps: number): Float32Array {
  const rows = boxes instanceof Tensor ? rowsOf(who, boxes) : listed(who, boxes);
  for (let i = 0; i < rows.length; i += 5) checkInteger(who, "map", rows[i], { high: maps - 1 });
  const bad = rows.find((value) => !Number.isFinite(value));
  if (bad !== undefined)
    throw expected(who, "finite coordinates", bad, "remove or repair that region first");
  return rows;
}

function rowsOf(who: string, boxes: Tensor): Float32Array {
  if (boxes.shape.length === 2 && boxes.shape[1] === 5)
    return Float32Array.from(numbers(boxes.hostData()));
  throw expected(
    who,
    "regions [k, 5], or a list of boxes [l, 4]",
    boxes.shape,
    "add the map first",
  );
}

function listed(who: string, boxes: readonly Boxes[]): Float32Array {
  if (!Array.isArray(boxes) || boxes.some((one) => !isBoxes(one)))
    throw expected(who, "regions [k, 5], or a list of boxes [l, 4]", boxes, "pass one set a map");
  return Float32Array.from(
    boxes.flatMap((one: Boxes, map) => {
      const { rows, length } = boxRows(who, one);
      return Array.from({ length }, (_, i) => [map, ...rows.subarray(4 * i, 4 * i + 4)]).flat();
    }),
  );
}

function isBoxes(value: unknown): value is Boxes {
  return value instanceof Tensor || value instanceof BoundingBoxes;
}

/** `[height, width]` of what a region becomes. */
export type OutputSize = number | readonly [height: number, width: number];

/** Refuses sizes below 1. */
export function checkOutputSize(who: string, size: OutputSize): [number, number] {
  const list = typeof size === "number" ? [size, size] : size;
  if (!Array.isArray(list) || list.length !== 2)
    throw expected(who, "outputSize as a number or [height, width]", size, "pass one of these");
  return list.map((edge) => checkInteger(who, "outputSize", edge, { low: 1 })) as [number, number];
}

/** Refuses a scale that is no positive number. */
export function checkScale(who: string, scale: number): number {
  if (checkNumber(who, "spatialScale", scale, { low: 0 }) > 0) return scale;
  throw expected(who, "spatialScale > 0", scale, "pass features per pixel, 1 / 16 for example");
}
