import type { Image } from "../sample/index.ts";
import { type CIFARKind, type CIFAROptions, readCifar } from "./cifar-files.ts";
import { LabelledPixels } from "./labelled-pixels.ts";

const base = "https://www.cs.toronto.edu/~kriz";
const batches = [1, 2, 3, 4, 5].map((i) => `data_batch_${i}`);

const kind: CIFARKind = {
  name: "CIFAR10",
  python: {
    archive: {
      file: "cifar-10-python.tar.gz",
      urls: [`${base}/cifar-10-python.tar.gz`],
      md5: "c58f30108f718f92721af3b95e74349a",
      unpackTo: ".",
      gives: "cifar-10-batches-py",
    },
    folder: "cifar-10-batches-py",
    files: { train: batches, test: ["test_batch"] },
    names: "batches.meta",
    digests: {
      data_batch_1: "c99cafc152244af753f735de768cd75f",
      data_batch_2: "d4bba439e000b95fd0a9bffe97cbabec",
      data_batch_3: "54ebc095f3ab1f0389bbae665268c751",
      data_batch_4: "634d18415352ddfa80567beed471001a",
      data_batch_5: "482c414d41f54cd18b22e5b47cb7c3cb",
      test_batch: "40351d587109b95175f43aff81a1287e",
      "batches.meta": "5ff9c542aee3614f3951f8cda6e48888",
    },
  },
  binary: {
    archive: {
      file: "cifar-10-binary.tar.gz",
      urls: [`${base}/cifar-10-binary.tar.gz`],
      md5: "c32a1d4ab5d03f1284b67883e8d87530",
      unpackTo: ".",
      gives: "cifar-10-batches-bin",
    },
    folder: "cifar-10-batches-bin",
    files: { train: batches.map((batch) => `${batch}.bin`), test: ["test_batch.bin"] },
    names: "batches.meta.txt",
  },
  labelKey: "labels",
  namesKey: "label_names",
  labelBytes: 1,
};

/**
 * Small colour pictures in 10 classes, 32 x 32 (Krizhevsky 2009): torchvision's CIFAR10. Reads
 * `root/cifar-10-batches-py` (pickles, as data: nothing in them is run) or `cifar-10-batches-bin`. A
 * sample is `[image, label]`. Throws NOT_FOUND for missing files, MISMATCH for files of another digest,
 * INVALID_FILE for damaged ones.
 * @example const pictures = await CIFAR10.open("data", { train: false, download: true });
 */
export class CIFAR10<X = Image, Y = number> extends LabelledPixels<X, Y> {
  /** Reads one split into memory. */
  static async open<X = Image, Y = number>(
    root: string,
    options: CIFAROptions<X, Y> = {},
  ): Promise<CIFAR10<X, Y>> {
    return new CIFAR10(await readCifar(kind, import.meta.url, root, options), options);
  }
}
