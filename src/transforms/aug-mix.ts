import { Image } from "../sample/index.ts";
import { checkInteger, checkNumber } from "../util/check.ts";
import { dirichlet } from "../util/dirichlet.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import {
  type AugmentOptions,
  type AugmentStep,
  augmentImage,
  checkAugment,
  drawOp,
  drawStep,
} from "./augment-op.ts";
import { mixSpace, mixSpaceOfAll } from "./augment-space.ts";
import type { WarpOptions } from "./functional/warp.ts";
import { weightedSum } from "./kernels/weighted-sum.ts";
import { checkNames } from "./options.ts";
import type { PictureFacts } from "./parts.ts";
import { SinglePictureTransform } from "./single-picture-transform.ts";

/** How AugMix mixes. */
export interface AugMixOptions extends WarpOptions {
  /** How many of the ten strengths are drawn from, the weakest first: 1 to 10. Default 3. */
  readonly severity?: number;
  /** Chains of operations that are mixed. Default 3. */
  readonly mixtureWidth?: number;
  /** Operations in a chain; 0 or less draws 1, 2 or 3 for each chain. Default -1. */
  readonly chainDepth?: number;
  /** Concentration of the weights, above 0: small ones favour one chain. Default 1. */
  readonly alpha?: number;
  /** Draw brightness, colour, contrast and sharpness too. Default true. */
  readonly allOps?: boolean;
}

type Options = AugmentOptions & Required<Omit<AugMixOptions, keyof WarpOptions>>;

interface Params {
  readonly chains: readonly (readonly AugmentStep[])[];
  /** Of the picture itself, then of each chain; they sum to 1. */
  readonly weights: readonly number[];
}

const bins = 10;
const mixing = ["severity", "mixtureWidth", "chainDepth", "alpha", "allOps"];
const names = [...mixing, "interpolation", "fill"];

/**
 * Mixes the picture with copies that went through random chains of operations (torchvision's `AugMix`);
 * `interpolation` is "bilinear" and `fill` black by default. Draws the share of the picture, the shares
 * of the chains, then each chain's depth and operations. The operations on bytes are Pillow's;
 * torchvision does these by its tensor kernels even for PIL images, with rounding of their own. A
 * sample has one picture of 1 or 3 channels and no boxes, masks or key points, else it throws.
 * @example const mixed = new AugMix({ severity: 5 }).apply({ image, label });
 */
export class AugMix extends SinglePictureTransform<Params, Options> {
  constructor(options: AugMixOptions = {}) {
    const who = "AugMix";
    const {
      severity = 3,
      mixtureWidth = 3,
      chainDepth = -1,
      alpha = 1,
      allOps = true,
      interpolation = "bilinear",
      fill = null,
    } = checkNames(who, options, names);
    checkInteger(who, "severity", severity, { low: 1, high: bins });
    checkInteger(who, "mixtureWidth", mixtureWidth, { low: 1 });
    checkInteger(who, "chainDepth", chainDepth, { low: Number.MIN_SAFE_INTEGER });
    checkNumber(who, "alpha", alpha, { low: 2 ** -126 });
    if (typeof allOps !== "boolean")
      throw expected(who, "allOps true or false", allOps, "pass a boolean");
    const how = checkAugment(who, { interpolation, fill });
    super(who, { severity, mixtureWidth, chainDepth, alpha, allOps, ...how });
  }

  protected draw(rng: Rng, facts: PictureFacts): Params {
    const { severity, mixtureWidth, chainDepth, alpha, allOps } = this.options;
    const space = allOps ? mixSpaceOfAll : mixSpace;
    const [own, rest] = dirichlet(rng, [alpha, alpha]) as [number, number];
    const shares = dirichlet(rng, Array<number>(mixtureWidth).fill(alpha));
    const step = () => drawStep(rng, drawOp(rng, space), facts, bins, () => rng.int(0, severity));
    const chain = () => {
      const depth = chainDepth > 0 ? chainDepth : rng.int(1, 4);
      return Array.from({ length: depth }, step);
    };
    const weights = [own, ...shares.map((share) => Math.fround(share * rest))];
    return { weights, chains: Array.from({ length: mixtureWidth }, chain) };
  }

  protected image(image: Image, { chains, weights }: Params): Image {
    const augmented = chains.map((steps) =>
      steps.reduce((current, step) => augmentImage(current, step, this.options), image),
    );
    const pixels = augmented.map(({ data }) => data as Uint8Array);
    return new Image(weightedSum([image.data as Uint8Array, ...pixels], weights), image);
  }
}
