import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { extractArchive, readMat, verifyFile } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { VisionError } from "../util/errors.ts";
import { listClassFolders } from "./class-listing.ts";
import { codePointOrder } from "./code-point-order.ts";
import { exists } from "./fetch-files.ts";
import { imageExtensions } from "./image-files.ts";
import type { FilesOptions } from "./labelled-files.ts";
import { badFile, badLine, readLines, wholeNumber } from "./read-text.ts";
import { WordNetFiles } from "./word-net-files.ts";

/** Options of `ImageNet.open`. */
export interface ImageNetOptions<X = Image, Y = number> extends FilesOptions<X, Y> {
  /** Default: "train". */
  readonly split?: "train" | "val";
  /** Checks the archives' digests before they are unpacked. Default: true. */
  readonly verify?: boolean;
}

const name = "ImageNet";
const archives = {
  train: ["ILSVRC2012_img_train.tar", "1d675b47d978889d74fa0da5fadfb00e"],
  val: ["ILSVRC2012_img_val.tar", "29b22e2961454d5413ddabcf34fc5622"],
  devkit: ["ILSVRC2012_devkit_t12.tar.gz", "fa75699e90414af021442c21a62c3abf"],
} as const;
const kit = "ILSVRC2012_devkit_t12";

/** What the devkit says: of each WordNet id the names, and the ids of the validation images. */
interface Meta {
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly wnidOf: ReadonlyMap<number, string>;
}

/**
 * ImageNet 2012, 1,000 classes (Russakovsky and others 2015): torchvision's ImageNet. Reads class folders
 * named by WordNet id in `root/train` or `root/val`, and names from the devkit. What is not unpacked yet is
 * unpacked from the official archives in `root`, which cannot be fetched by a program.
 * A sample is `[image, label]`. `classes` are the names joined by ", "; `classToIdx` knows every single
 * one. Throws NOT_FOUND for missing folders and archives, MISMATCH for an archive of another digest.
 * @example const photos = await ImageNet.open("data/imagenet", { split: "val" });
 */
export class ImageNet<X = Image, Y = number> extends WordNetFiles<X, Y> {
  /** Unpacks what is needed, and lists the folders; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: ImageNetOptions<X, Y> = {},
  ): Promise<ImageNet<X, Y>> {
    const { split = "train", verify = true } = options;
    checkChoice(name, "split", split, ["train", "val"]);
    if (!(await exists(join(root, kit)))) await unpack(root, "devkit", root, verify);
    const meta = await readMeta(join(root, kit, "data", "meta.mat"));
    const folder = join(root, split);
    if (!(await exists(folder))) await unpackImages(root, split, meta, verify);
    const listing = await listClassFolders(name, folder, { extensions: imageExtensions });
    const { classes: wnids, samples } = listing;
    const words = wnids.map((wnid) => meta.names.get(wnid) ?? unknown(join(folder, wnid)));
    return new ImageNet({ module: import.meta.url, name, root, samples, wnids, words }, options);
  }
}

function unknown(file: string): never {
  throw badFile(name, file, "a folder named by one of the devkit's WordNet ids", "another");
}

async function unpack(root: string, part: keyof typeof archives, to: string, verify: boolean) {
  const [file, md5] = archives[part];
  const archive = join(root, file);
  if (!(await exists(archive))) {
    const hint = "get it from https://image-net.org, where one has to sign in, and put it there";
    const facts = { code: "NOT_FOUND", who: name, expected: `ImageNet's ${part}` } as const;
    throw new VisionError({ ...facts, got: "no such archive", hint, file: archive });
  }
  if (verify) await verifyFile(name, archive, { md5 });
  await extractArchive(archive, to, { maxBytes: 2 ** 40 });
}

// Beside the folder first, so that a folder of that name is always whole.
async function unpackImages(root: string, split: "train" | "val", meta: Meta, verify: boolean) {
  const temporary = join(root, `.${split}.part`);
  await rm(temporary, { recursive: true, force: true });
  await unpack(root, split, temporary, verify);
  const files = (await readdir(temporary)).sort(codePointOrder);
  if (split === "train")
    for (const file of files) {
      const archive = join(temporary, file);
      await extractArchive(archive, archive.replace(/\.tar$/, ""));
      await rm(archive);
    }
  else await sortValidation(root, temporary, files, meta);
  await rename(temporary, join(root, split));
}

async function sortValidation(root: string, folder: string, files: string[], { wnidOf }: Meta) {
  const list = join(root, kit, "data", "ILSVRC2012_validation_ground_truth.txt");
  const answers = await readLines(name, list);
  if (answers.length !== files.length)
    throw badFile(name, list, `${files.length} answers, one an image`, answers.length);
  for (const [i, file] of files.entries()) {
    const wnid = wnidOf.get(wholeNumber(answers[i]!.trim()) ?? -1);
    if (wnid === undefined) throw badLine(name, list, i + 1, "a class of the devkit", answers[i]);
    await mkdir(join(folder, wnid), { recursive: true });
    await rename(join(folder, file), join(folder, wnid, file));
  }
}

// synsets: ILSVRC2012_ID, WNID, words, ..., num_children; those without children are the classes.
async function readMeta(path: string): Promise<Meta> {
  const synsets = (await readMat(path)).get("synsets");
  const field = (key: string) => (synsets?.kind === "struct" ? synsets.fields.get(key) : undefined);
  const fields = ["ILSVRC2012_ID", "WNID", "words", "num_children"].map(field);
  const [ids, wnids, words, children] = fields;
  if (!ids || !wnids || !words || !children)
    throw badFile(name, path, "structures synsets with ids and words", synsets?.kind ?? "nothing");
  const [names, wnidOf] = [new Map<string, readonly string[]>(), new Map<number, string>()];
  for (const [i, id] of ids.entries()) {
    const [wnid, word, count] = [wnids[i]!, words[i]!, children[i]!];
    if (count.kind !== "numbers" || id.kind !== "numbers" || wnid.kind !== "text")
      throw badFile(name, path, `id, WordNet id and children of synset ${i}`, wnid.kind);
    if (Number(count.data[0]) !== 0) continue;
    if (word.kind !== "text") throw badFile(name, path, `words of synset ${i}`, word.kind);
    names.set(wnid.text, word.text.split(", "));
    wnidOf.set(Number(id.data[0]), wnid.text);
  }
  return { names, wnidOf };
}
