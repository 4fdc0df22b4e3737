import type { Image } from "../sample/index.ts";
import {
  fetchMnist,
  IdxImages,
  type IdxImagesOptions,
  mnistSplit,
  readIdxSplit,
} from "./idx-images.ts";

// torchvision's address has no https; these are the authors' own repository and the same bucket.
const bases = [
  "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion",
  "https://fashion-mnist.s3.eu-central-1.amazonaws.com",
];
const digests = [
  "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
  "25c81989df183df01b3e8a0aad5dffbe",
  "bef4ecab320f06d8554ea6380940ec79",
  "bb300cfdad3c16e7a12a480ee83cd310",
] as const;

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
 * `open(root)` finds the four IDX files, plain or gzipped, in `root/FashionMNIST/raw` or in `root`
 * (`download` fetches them); throws
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
    { train = true, download, ...options }: IdxImagesOptions<X, Y> = {},
  ): Promise<FashionMNIST<X, Y>> {
    await fetchMnist("FashionMNIST", root, bases, digests, download);
    const split = await readIdxSplit("FashionMNIST", root, mnistSplit(train), classes);
    return new FashionMNIST(classes, split, options);
  }
}
