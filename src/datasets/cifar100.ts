import type { Image } from "../sample/index.ts";
import { type CIFARKind, type CIFAROptions, readCifar } from "./cifar-files.ts";
import { LabelledPixels } from "./labelled-pixels.ts";

const base = "https://www.cs.toronto.edu/~kriz";

const kind: CIFARKind = {
  name: "CIFAR100",
  python: {
    archive: {
      file: "cifar-100-python.tar.gz",
      urls: [`${base}/cifar-100-python.tar.gz`],
      md5: "eb9058c3a382ffc7106e4002c42a8d85",
      unpackTo: ".",
      gives: "cifar-100-python",
    },
    folder: "cifar-100-python",
    files: { train: ["train"], test: ["test"] },
    names: "meta",
    digests: {
      train: "16019d7e3df5f24257cddd939b257f8d",
      test: "f0ef6b0ae62326f3e7ffdfab6717acfc",
      meta: "7973b15100ade9c7d40fb424638fde48",
    },
  },
  binary: {
    archive: {
      file: "cifar-100-binary.tar.gz",
      urls: [`${base}/cifar-100-binary.tar.gz`],
      md5: "03b5dce01913d631647c71ecec9e9cb8",
      unpackTo: ".",
      gives: "cifar-100-binary",
    },
    folder: "cifar-100-binary",
    files: { train: ["train.bin"], test: ["test.bin"] },
    names: "fine_label_names.txt",
  },
  labelKey: "fine_labels",
  namesKey: "fine_label_names",
  labelBytes: 2, // the coarse label, then the fine one
};

/**
 * Small colour pictures in 100 classes, 32 x 32 (Krizhevsky 2009): torchvision's CIFAR100. Reads
 * `root/cifar-100-python` (pickles, as data: nothing in them is run) or `cifar-100-binary`; labels are
 * the fine ones. A sample is `[image, label]`. Throws NOT_FOUND for missing files, MISMATCH for files of
 * another digest, INVALID_FILE for damaged ones.
 * @example const pictures = await CIFAR100.open("data", { download: true });
 */
export class CIFAR100<X = Image, Y = number> extends LabelledPixels<X, Y> {
  /** Reads one split into memory. */
  static async open<X = Image, Y = number>(
    root: string,
    options: CIFAROptions<X, Y> = {},
  ): Promise<CIFAR100<X, Y>> {
    return new CIFAR100(await readCifar(kind, import.meta.url, root, options), options);
  }
}
