import { type Channels, Image } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { normalFill } from "../util/normal-fill.ts";
import { Rng } from "../util/rng.ts";
import { sourceOf, VisionDataset, type VisionOptions } from "./vision-dataset.ts";

/** Options of `FakeData`. */
export interface FakeDataOptions<X = Image, Y = number>
  extends Omit<VisionOptions<X, Y>, "transforms"> {
  /** The number of images. Default: 1000. */
  readonly size?: number;
  /** `[channels, height, width]`, as in torchvision. Default: [3, 224, 224]. */
  readonly imageSize?: readonly [channels: number, height: number, width: number];
  /** Default: 10. */
  readonly numClasses?: number;
  /** Added to an image's index to make its seed. Default: 0. */
  readonly randomOffset?: number;
}

/**
 * Images of noise with labels, the same ones as torchvision's FakeData: for a trial without data. An
 * image depends on its index alone.
 * @example const [image, label] = await new FakeData({ size: 10, imageSize: [3, 8, 8] }).get(3);
 */
export class FakeData<X = Image, Y = number> extends VisionDataset<Image, number, X, Y> {
  readonly length: number;
  readonly numClasses: number;
  readonly imageSize: readonly [channels: number, height: number, width: number];
  readonly randomOffset: number;

  constructor(options: FakeDataOptions<X, Y> = {}) {
    super("", options, sourceOf(import.meta.url, "FakeData", "", options));
    const { size = 1000, imageSize = [3, 224, 224], numClasses = 10, randomOffset = 0 } = options;
    const who = "FakeData";
    this.length = checkInteger(who, "size", size);
    checkInteger(who, "imageSize[0] (channels)", imageSize[0], { low: 1, high: 4 });
    checkInteger(who, "imageSize[1] (height)", imageSize[1], { low: 1 });
    checkInteger(who, "imageSize[2] (width)", imageSize[2], { low: 1 });
    this.imageSize = imageSize;
    this.numClasses = checkInteger(who, "numClasses", numClasses, { low: 1 });
    this.randomOffset = checkInteger(who, "randomOffset", randomOffset);
  }

  /** The same as the constructor, as every other data set has it. */
  static async open<X = Image, Y = number>(
    _root: string,
    options: FakeDataOptions<X, Y> = {},
  ): Promise<FakeData<X, Y>> {
    return new FakeData(options);
  }

  protected async load(index: number): Promise<[Image, number]> {
    const rng = new Rng(index + this.randomOffset);
    const [channels, height, width] = this.imageSize;
    const plane = height * width;
    const values = normalFill(plane * channels, 0, 1, rng);
    const label = rng.int(0, this.numClasses);
    const data = new Uint8Array(plane * channels);
    // ToPILImage: times 255, cut to a whole number, of which the low byte is kept. [c, h, w] -> [h, w, c]
    for (let c = 0; c < channels; c++)
      for (let i = 0; i < plane; i++)
        data[i * channels + c] = Math.trunc(Math.fround(values[c * plane + i]! * 255));
    return [new Image(data, { width, height, channels: channels as Channels }), label];
  }

  describe(index: number): string {
    return `noise ${index}`;
  }

  fingerprint(): string {
    const { length, imageSize, numClasses, randomOffset } = this;
    return `FakeData ${[length, ...imageSize, numClasses, randomOffset].join(" ")}`;
  }
}
