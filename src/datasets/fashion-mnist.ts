import type { Image } from "../sample/index.ts";
import { IdxImages, type IdxImagesOptions, readIdxSplit } from "./idx-images.ts";

// torchvision's names.
const classes = [
  "T-shirt/top",
  "Trouser",
  "Pullover",
  "Dress",
  "Coat",
  "Sandal",
  "Shirt",
  "Sneaker",
  "Bag",
  "Ankle boot",
];

/**
 * Pieces of clothing, 28 x 28, grey (Xiao, Rasul and Vollgraf 2017): torchvision's FashionMNIST.
 * `open(root)` finds the four IDX files, plain or gzipped, in `root/FashionMNIST/raw` or in `root`; throws
 * NOT_FOUND where one is missing, INVALID_FILE or MISMATCH where one is damaged or of another set.
 * A sample is `[image, label]` after the transforms.
 * @example
 * const clothes = await FashionMNIST.open("fixtures/fashion-mnist", { train: false });
 * const [image, label] = await clothes.get(0);
 * console.log(clothes.classes[label], image.size); // "Ankle boot" [28, 28]
 */
export class FashionMNIST<X = Image, Y = number> extends IdxImages<X, Y> {
  /** Reads one split into memory. */
  static async open<X = Image, Y = number>(
    root: string,
    { train = true, ...options }: IdxImagesOptions<X, Y> = {},
  ): Promise<FashionMNIST<X, Y>> {
    return new FashionMNIST(
      classes,
      await readIdxSplit("FashionMNIST", root, train, classes),
      options,
    );
  }
}
