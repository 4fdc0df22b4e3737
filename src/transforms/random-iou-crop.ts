import { BoundingBoxes, type Size } from "../sample/index.ts";
import { checkInteger, checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { cornersOf } from "./functional/box-corners.ts";
import { crop, type Rectangle } from "./functional/crop.ts";
import { boxesLike } from "./functional/on-part.ts";
import { centredIn, type Edges, edgesOf, overlap } from "./kernels/box-overlap.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";
import { eachLeaf } from "./tree.ts";

/** What `RandomIoUCrop` draws from. */
export interface RandomIoUCropOptions {
  /** The crop's edges as shares of the picture's. Default 0.3. */
  readonly minScale?: number;
  /** Default 1. */
  readonly maxScale?: number;
  /** The crop's width over its height. Default 0.5. */
  readonly minAspectRatio?: number;
  /** Default 2. */
  readonly maxAspectRatio?: number;
  /** The least overlaps to draw from; 1 or more leaves the sample as it is. */
  readonly samplerOptions?: readonly number[];
  /** Crops tried before another overlap is drawn. Default 40. */
  readonly trials?: number;
}

type Options = Required<RandomIoUCropOptions>;

// torchvision draws without end; where no crop can fit (no boxes, say) this many rounds tell.
const ROUNDS = 1000;
const f = Math.fround;

/**
 * Cuts a random rectangle that overlaps a box enough, out of all parts (torchvision's
 * `RandomIoUCrop`, the crop of SSD, Liu et al. 2016). Boxes whose centre is outside become all zeros:
 * `SanitizeBoundingBoxes` drops them. A sample in which no crop fits stays as it is. Throws on a sample
 * without boxes.
 * @example const cut = new RandomIoUCrop().apply({ image, boxes });
 */
export class RandomIoUCrop extends PartTransform<Rectangle, Options> {
  constructor({
    minScale = 0.3,
    maxScale = 1,
    minAspectRatio = 0.5,
    maxAspectRatio = 2,
    samplerOptions = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1],
    trials = 40,
  }: RandomIoUCropOptions = {}) {
    const who = "RandomIoUCrop";
    checkNumber(who, "minScale", minScale, { low: 0, high: 1 });
    checkNumber(who, "maxScale", maxScale, { low: minScale, high: 1 });
    checkNumber(who, "minAspectRatio", minAspectRatio, { low: 0 });
    checkNumber(who, "maxAspectRatio", maxAspectRatio, { low: minAspectRatio });
    checkInteger(who, "trials", trials, { low: 1 });
    if (!Array.isArray(samplerOptions) || samplerOptions.length === 0)
      throw expected(
        who,
        "samplerOptions as a list of overlaps",
        samplerOptions,
        "pass [0, 0.5, 1]",
      );
    for (const least of samplerOptions) checkNumber(who, "samplerOptions", least, { low: 0 });
    const options = [...samplerOptions];
    super(who, {
      minScale,
      maxScale,
      minAspectRatio,
      maxAspectRatio,
      samplerOptions: options,
      trials,
    });
  }

  protected draw(rng: Rng, size: () => Size, sample: unknown): Rectangle | null {
    const edges = edgesOfAll(sample);
    const [height, width] = size();
    const { samplerOptions, trials } = this.options;
    for (let round = 0; round < ROUNDS; round++) {
      const least = samplerOptions[rng.int(0, samplerOptions.length)]!;
      if (least >= 1) return null;
      for (let i = 0; i < trials; i++) {
        const rectangle = this.#propose(rng, height, width);
        if (rectangle !== null && fits(edges, rectangle, least)) return rectangle;
      }
    }
    return null;
  }

  #propose(rng: Rng, height: number, width: number): Rectangle | null {
    const { minScale, maxScale, minAspectRatio, maxAspectRatio } = this.options;
    const share = () => f(f(minScale) + f(f(maxScale - minScale) * rng.next()));
    const w = Math.trunc(f(width * share()));
    const h = Math.trunc(f(height * share()));
    if (!(w / h >= minAspectRatio && w / h <= maxAspectRatio)) return null;
    const left = Math.trunc(f((width - w) * rng.next()));
    const top = Math.trunc(f((height - h) * rng.next()));
    return w === 0 || h === 0 ? null : { top, left, height: h, width: w };
  }

  protected part<Part extends GeometricPart>(part: Part, rectangle: Rectangle): Part {
    const cut = crop(part, rectangle);
    if (!(part instanceof BoundingBoxes && cut instanceof BoundingBoxes)) return cut;
    const inside = centredIn(edgesOf(cornersOf(part)), edgesOfRectangle(rectangle));
    const k = part.data.length / Math.max(part.length, 1);
    const data = cut.data.map((value, i) => (inside[Math.floor(i / k)]! ? value : 0));
    return boxesLike(cut, data) as typeof cut;
  }
}

function edgesOfAll(sample: unknown): Float32Array {
  const found: Float32Array[] = [];
  eachLeaf(sample, (leaf) => {
    if (leaf instanceof BoundingBoxes) found.push(edgesOf(cornersOf(leaf)));
  });
  if (found.length === 0)
    throw expected("RandomIoUCrop", "a sample with BoundingBoxes", sample, "use RandomCrop");
  return Float32Array.from(found.flatMap((edges) => [...edges]));
}

function edgesOfRectangle({ top, left, height, width }: Rectangle): Edges {
  return [left, top, left + width, top + height];
}

// Some box has its centre inside, and one of these overlaps enough.
function fits(edges: Float32Array, rectangle: Rectangle, least: number): boolean {
  const cut = edgesOfRectangle(rectangle);
  const inside = centredIn(edges, cut);
  return inside.some((is, i) => is && overlap(edges, i, cut) >= f(least));
}
