import type { Image } from "../sample/index.ts";
import { IdxImages, type IdxImagesOptions, readIdxSplit } from "./idx-images.ts";

// torchvision's names.
const classes = [
  "0 - zero",
  "1 - one",
  "2 - two",
  "3 - three",
  "4 - four",
  "5 - five",
  "6 - six",
  "7 - seven",
  "8 - eight",
  "9 - nine",
];

/**
 * Handwritten digits, 28 x 28, grey (LeCun, Cortes and Burges 1998): torchvision's MNIST.
 * `open(root)` finds the four IDX files, plain or gzipped, in `root/MNIST/raw` or in `root`; throws
 * NOT_FOUND where one is missing, INVALID_FILE or MISMATCH where one is damaged or of another set.
 * A sample is `[image, label]` after the transforms.
 * @example
 * const digits = await MNIST.open("data", { train: false }); // data/MNIST/raw/t10k-images-idx3-ubyte
 * const [image, label] = await digits.get(0);
 * console.log(digits.classes[label], image.size); // "7 - seven" [28, 28]
 */
export class MNIST<X = Image, Y = number> extends IdxImages<X, Y> {
  /** Reads one split into memory. */
  static async open<X = Image, Y = number>(
    root: string,
    { train = true, ...options }: IdxImagesOptions<X, Y> = {},
  ): Promise<MNIST<X, Y>> {
    return new MNIST(classes, await readIdxSplit("MNIST", root, train, classes), options);
  }
}
