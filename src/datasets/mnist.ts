import type { Image } from "../sample/index.ts";
import {
  fetchMnist,
  IdxImages,
  type IdxImagesOptions,
  mnistSplit,
  readIdxSplit,
} from "./idx-images.ts";

const bases = ["https://ossci-datasets.s3.amazonaws.com/mnist"];
const digests = [
  "f68b3c2dcbeaaa9fbdd348bbdeb94873",
  "d53e105ee54ea40749a09fcbcd1e9432",
  "9fb629c4189551a2d022fa330f9573f3",
  "ec29112dd5afa0611ce80d1b7f02629c",
] as const;

/** torchvision's names of the ten digits, of QMNIST too. */
export const digitClasses: readonly string[] = [
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
 * `open(root)` finds the four IDX files, plain or gzipped, in `root/MNIST/raw` or in `root` (`download`
 * fetches them); throws
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
    { train = true, download, ...options }: IdxImagesOptions<X, Y> = {},
  ): Promise<MNIST<X, Y>> {
    await fetchMnist("MNIST", root, bases, digests, download);
    const split = await readIdxSplit("MNIST", root, mnistSplit(train), digitClasses);
    return new MNIST(digitClasses, split, options);
  }
}
