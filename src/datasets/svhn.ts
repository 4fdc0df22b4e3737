import { join } from "node:path";
import { readMat, verifyFile } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { fetchFiles } from "./fetch-files.ts";
import { LabelledPixels, type PixelsOptions } from "./labelled-pixels.ts";
import { badFile } from "./read-text.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `SVHN.open`. */
export interface SVHNOptions<X = Image, Y = number> extends PixelsOptions<X, Y>, DownloadOption {
  /** Default: "train". */
  readonly split?: "train" | "test" | "extra";
  /** Checks the file's digest. Default: true. */
  readonly verify?: boolean;
}

const name = "SVHN";
const digests = {
  train: "e26dedcc434d2e4c54c9b2d4a06d8373",
  test: "eb5a983be6a315427106f1b164d9cef3",
  extra: "a93ce644f1a588dc4d68dda5feec44a7",
} as const;

const side = 32;

/**
 * House numbers, digit by digit, 32 x 32, in colour (Netzer and others 2011): torchvision's SVHN. Reads
 * `root/<split>_32x32.mat`; its label 10 is the digit 0. A sample is `[image, label]`. Throws NOT_FOUND
 * for a missing file, MISMATCH for one of another digest, INVALID_FILE for a damaged one.
 * @example const numbers = await SVHN.open("data", { split: "test", download: true });
 */
export class SVHN<X = Image, Y = number> extends LabelledPixels<X, Y> {
  /** Reads one split into memory. */
  static async open<X = Image, Y = number>(
    root: string,
    options: SVHNOptions<X, Y> = {},
  ): Promise<SVHN<X, Y>> {
    const { split = "train", verify = true, download } = options;
    checkChoice(name, "split", split, ["train", "test", "extra"]);
    const file = `${split}_32x32.mat`;
    const urls = [`https://ufldl.stanford.edu/housenumbers/${file}`];
    const md5 = digests[split];
    await fetchFiles(name, root, [{ file, urls, md5 }], download);
    const path = join(root, file);
    if (verify) await verifyFile(name, path, { md5 });
    const { data, targets } = await readHouses(path);
    const classes = Array.from({ length: 10 }, (_, digit) => String(digit));
    const place = { module: import.meta.url, name, root, file: path };
    return new SVHN({ ...place, classes, data, targets, shape: [side, side, 3] }, options);
  }
}

async function readHouses(path: string): Promise<{ data: Uint8Array; targets: number[] }> {
  const variables = await readMat(path);
  const [x, y] = [variables.get("X"), variables.get("y")];
  if (x?.kind !== "numbers" || !(x.data instanceof Uint8Array) || !isHouses(x.shape))
    throw badFile(name, path, "bytes X [32, 32, 3, n]", x?.shape ?? "nothing");
  const count = x.shape[3] ?? 1; // MATLAB drops a last dimension of 1
  if (y?.kind !== "numbers" || y.data.length !== count)
    throw badFile(name, path, `${count} labels y`, y?.shape ?? "nothing");
  const labels = Array.from(y.data as ArrayLike<number | bigint>, Number);
  const targets = labels.map((label) => (label === 10 ? 0 : label));
  const odd = labels.find((label) => !(label >= 1 && label <= 10));
  if (odd !== undefined) throw badFile(name, path, "labels 1 to 10", odd);
  return { data: turned(x.data, count), targets };
}

function isHouses([height, width, channels]: readonly number[]): boolean {
  return height === side && width === side && channels === 3;
}

// Rows run fastest in the file: [n][c][x][y] in memory -> [n, y, x, c]
function turned(data: Uint8Array, count: number): Uint8Array {
  const out = new Uint8Array(data.length);
  for (let n = 0, i = 0; n < count; n++)
    for (let c = 0; c < 3; c++)
      for (let x = 0; x < side; x++)
        for (let y = 0; y < side; y++, i++) out[((n * side + y) * side + x) * 3 + c] = data[i]!;
  return out;
}
