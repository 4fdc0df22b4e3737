import { Tensor } from "../tensor/index.ts";
import { checkInteger, checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { columnsOf } from "./box-columns.ts";
import { type Boxes, boxRows } from "./box-rows.ts";
import { checkOutputSize, type OutputSize } from "./region-rows.ts";
import { roiAlign } from "./roi-align.ts";

/** Which level a box of which size is taken from. */
export interface MultiScaleRoIAlignOptions {
  /** The edge of the square box that `canonicalLevel` is for, in pixels. Default 224. */
  readonly canonicalScale?: number;
  /** The level whose maps are 1 / 2^level of the image. Default 4. */
  readonly canonicalLevel?: number;
}

type Size = readonly [height: number, width: number];
const f = Math.fround;

/**
 * `roiAlign` from the level of a feature pyramid that fits each box (torchvision's
 * `MultiScaleRoIAlign`, Lin et al. 2017): level = floor(canonicalLevel + log2(sqrt(area) /
 * canonicalScale)), cut to the levels there are.
 * @example const pooled = new MultiScaleRoIAlign(["0", "1"], 7, 2).forward(maps, [boxes], [[480, 640]]);
 */
export class MultiScaleRoIAlign {
  readonly featmapNames: readonly string[];
  readonly outputSize: readonly [height: number, width: number];
  readonly samplingRatio: number;
  readonly canonicalScale: number;
  readonly canonicalLevel: number;

  constructor(
    featmapNames: readonly string[],
    outputSize: OutputSize,
    samplingRatio: number,
    { canonicalScale = 224, canonicalLevel = 4 }: MultiScaleRoIAlignOptions = {},
  ) {
    const who = "MultiScaleRoIAlign";
    if (!Array.isArray(featmapNames) || featmapNames.length === 0)
      throw expected(who, "featmapNames as a list", featmapNames, "name at least one level");
    this.featmapNames = [...featmapNames];
    this.outputSize = checkOutputSize(who, outputSize);
    this.samplingRatio = checkInteger(who, "samplingRatio", samplingRatio, { low: -1 });
    this.canonicalScale = checkNumber(who, "canonicalScale", canonicalScale, { low: 1 });
    this.canonicalLevel = checkInteger(who, "canonicalLevel", canonicalLevel);
  }

  /**
   * Features by name, each `[n, c, h, w]`, finest first; the boxes of each image in its pixels, and the
   * images' sizes before they were padded to one. Returns `[k, c, ...outputSize]`.
   */
  forward(
    features: Readonly<Record<string, Tensor>>,
    boxes: readonly Boxes[],
    imageShapes: readonly Size[],
  ): Tensor {
    const who = "MultiScaleRoIAlign";
    const maps = Object.entries(features).filter(([name]) => this.featmapNames.includes(name));
    if (maps.length === 0 || imageShapes.length === 0) {
      const got = { features: Object.keys(features), imageShapes };
      throw expected(who, `features ${this.featmapNames.join(", ")} of images`, got, "pass both");
    }
    const levels = maps.map(([, map]) => map);
    const scales = levels.map((map) => scaleOf(map, imageShapes));
    const { samplingRatio, outputSize } = this;
    const [only] = levels;
    if (levels.length === 1)
      return roiAlign(only!, boxes, outputSize, { spatialScale: scales[0]!, samplingRatio });
    const rows = boxes.flatMap((one, image) => rowsOf(who, one, image));
    const wanted = rows.map(({ area }) => this.#levelOf(area, scales));
    const channels = only!.shape[1]!;
    const [height, width] = outputSize;
    const each = channels * height * width;
    const out = new Float32Array(rows.length * each);
    for (const [level, map] of levels.entries()) {
      const own = [...rows.keys()].filter((i) => wanted[i] === level);
      const regions = Tensor.fromData(Float32Array.from(own.flatMap((i) => rows[i]!.region)), [
        own.length,
        5,
      ]);
      const options = { spatialScale: scales[level]!, samplingRatio };
      const pooled = roiAlign(map, regions, outputSize, options).hostData() as Float32Array;
      for (const [k, i] of own.entries())
        out.set(pooled.subarray(k * each, (k + 1) * each), i * each);
    }
    return Tensor.fromData(out, [rows.length, channels, height, width]);
  }

  #levelOf(area: number, scales: readonly number[]): number {
    const finest = Math.trunc(-Math.log2(scales[0]!));
    const coarsest = Math.trunc(-Math.log2(scales.at(-1)!));
    const size = f(f(Math.sqrt(area)) / this.canonicalScale);
    const level = Math.floor(f(f(this.canonicalLevel + f(Math.log2(size))) + f(1e-6)));
    return Math.min(Math.max(level, finest), coarsest) - finest;
  }
}

// Maps are 1 / 2^k of the largest image; the height decides.
function scaleOf(map: Tensor, imageShapes: readonly Size[]): number {
  const height = Math.max(...imageShapes.map(([h]) => h));
  return 2 ** Math.round(Math.log2(map.shape.at(-2)! / height));
}

function rowsOf(who: string, boxes: Boxes, image: number) {
  const { rows, length, ...rest } = boxRows(who, boxes);
  const { area } = columnsOf({ rows, length, ...rest });
  return Array.from({ length }, (_, i) => ({
    area: area[i]!,
    region: [image, ...rows.subarray(4 * i, 4 * i + 4)],
  }));
}
