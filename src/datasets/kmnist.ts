import type { Image } from "../sample/index.ts";
import {
  fetchMnist,
  IdxImages,
  type IdxImagesOptions,
  mnistSplit,
  readIdxSplit,
} from "./idx-images.ts";

const bases = ["https://codh.rois.ac.jp/kmnist/dataset/kmnist"];
const digests = [
  "bdb82020997e1d708af4cf47b453dcf7",
  "e144d726b3acfaa3e44228e80efcd344",
  "5c965bf0a639b31b8f53240b1b52f4d7",
  "7320c461ea6c1c855c0b718fb2a4b134",
] as const;

const classes = ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"];

/**
 * Old Japanese characters, 28 x 28, grey (Clanuwat and others 2018): torchvision's KMNIST.
 * `open(root)` finds the four IDX files, plain or gzipped, in `root/KMNIST/raw` or in `root` (`download`
 * fetches them); throws NOT_FOUND where one is missing, INVALID_FILE or MISMATCH where one is damaged or
 * of another set. A sample is `[image, label]` after the transforms.
 * @example const characters = await KMNIST.open("data", { download: true });
 */
export class KMNIST<X = Image, Y = number> extends IdxImages<X, Y> {
  /** Reads one split into memory. */
  static async open<X = Image, Y = number>(
    root: string,
    { train = true, download, ...options }: IdxImagesOptions<X, Y> = {},
  ): Promise<KMNIST<X, Y>> {
    await fetchMnist("KMNIST", root, bases, digests, download);
    const split = await readIdxSplit("KMNIST", root, mnistSplit(train), classes);
    return new KMNIST(classes, split, options);
  }
}
