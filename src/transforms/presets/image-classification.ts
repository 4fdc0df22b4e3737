import type { Rng } from "../../util/rng.ts";
import { CenterCrop } from "../center-crop.ts";
import { Compose } from "../compose.ts";
import { ConvertImageDtype } from "../convert-image-dtype.ts";
import type { Interpolation, ResizeOptions } from "../functional/resize-options.ts";
import { Normalize } from "../normalize.ts";
import { checkSize, type SizeOption } from "../options.ts";
import { Resize } from "../resize.ts";
import { ToTensor } from "../to-tensor.ts";
import { Transform } from "../transform.ts";

/** What a model was trained with; torchvision's weights name these. */
export interface ImageClassificationOptions {
  /** The side of the square that the model sees, or `[height, width]`. */
  readonly cropSize: SizeOption;
  /** What the shorter edge is resized to first. Default 256. */
  readonly resizeSize?: number | readonly [number];
  /** Default ImageNet's. */
  readonly mean?: readonly number[];
  /** Default ImageNet's. */
  readonly std?: readonly number[];
  /** Default "bilinear". */
  readonly interpolation?: Interpolation;
  /** Default true. */
  readonly antialias?: boolean;
}

type Options = Required<ImageClassificationOptions>;

/**
 * What torchvision's classifiers expect of a picture (torchvision's `ImageClassification` preset):
 * resized, cut to the middle, in float32 0..1 and normalised. Images become tensors `[c, h, w]`.
 * @example const x: Tensor = new ImageClassification({ cropSize: 224 }).apply(image); // [3, 224, 224]
 */
export class ImageClassification extends Transform<Options> {
  readonly #steps: Compose;

  constructor({
    cropSize,
    resizeSize = 256,
    mean = [0.485, 0.456, 0.406],
    std = [0.229, 0.224, 0.225],
    interpolation = "bilinear",
    antialias = true,
  }: ImageClassificationOptions) {
    checkSize("ImageClassification", cropSize);
    const resizing: ResizeOptions = { interpolation, antialias };
    const steps = [
      new Resize(resizeSize, resizing),
      new CenterCrop(cropSize),
      new ToTensor(),
      new ConvertImageDtype(),
      new Normalize(mean, std),
    ];
    super("ImageClassification", { cropSize, resizeSize, mean, std, interpolation, antialias });
    this.#steps = new Compose(steps);
  }

  apply<Sample, Result = Sample>(sample: Sample, rng?: Rng): Result {
    return this.#steps.apply(sample, rng);
  }
}
