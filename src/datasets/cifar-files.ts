import { join } from "node:path";
import { verifyFile } from "../io/index.ts";
import { readNumpyPickle } from "../io/pickle-numpy.ts";
import type { PickleArray, PickleValue } from "../io/pickle-values.ts";
import { readWhole } from "../io/read-whole.ts";
import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { exists, fetchFiles, type SetFile } from "./fetch-files.ts";
import { fromPlanes, type PixelData, type PixelsOptions } from "./labelled-pixels.ts";
import { badFile, readLines } from "./read-text.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `CIFAR10.open` and `CIFAR100.open`. */
export interface CIFAROptions<X = Image, Y = number> extends PixelsOptions<X, Y>, DownloadOption {
  /** The 50,000 training images, or the 10,000 of the test. Default: true. */
  readonly train?: boolean;
  /** Which of the two forms to read or fetch. Default: what is there, else "python". */
  readonly format?: "python" | "binary" | undefined;
  /** Checks the digests of the Python form's files, as torchvision does. Default: true. */
  readonly verify?: boolean;
}

/** Where one of the two forms is, and how labels are kept in it. */
interface Form {
  readonly archive: SetFile;
  readonly folder: string;
  readonly files: Readonly<Record<"train" | "test", readonly string[]>>;
  /** The file with the classes' names. */
  readonly names: string;
}

/** What tells CIFAR-10 and CIFAR-100 apart. */
export interface CIFARKind {
  readonly name: string;
  readonly python: Form & { readonly digests: Readonly<Record<string, string>> };
  readonly binary: Form;
  /** Keys of the labels and of the names in pickles. */
  readonly labelKey: string;
  readonly namesKey: string;
  /** Labels before an image in the binary form; the last one counts. */
  readonly labelBytes: number;
}

const side = 32;
const imageBytes = 3 * side * side;

/** Reads one split of either form into memory. */
export async function readCifar(
  kind: CIFARKind,
  module: string,
  root: string,
  options: Omit<CIFAROptions, "transform" | "targetTransform">,
): Promise<PixelData> {
  const { train = true, verify = true, download } = options;
  const { name } = kind;
  if (options.format !== undefined)
    checkChoice(name, "format", options.format, ["python", "binary"]);
  const format = options.format ?? (await formThere(kind, root));
  const form = kind[format];
  await fetchFiles(name, root, [form.archive], download);
  const folder = join(root, form.folder);
  const files = form.files[train ? "train" : "test"].map((file) => join(folder, file));
  if (verify && format === "python")
    for (const file of [...files, join(folder, form.names)])
      await verifyFile(name, file, { md5: kind.python.digests[file.slice(folder.length + 1)]! });
  const read = format === "python" ? readPickle : readRecords;
  const batches: Batch[] = [];
  for (const file of files) batches.push(await read(kind, file));
  const classes = await readNames(kind, format, join(folder, form.names));
  const targets = batches.flatMap(({ labels }) => labels);
  const odd = targets.find((label) => !(label >= 0 && label < classes.length));
  if (odd !== undefined) throw badFile(name, folder, `labels from 0 to ${classes.length - 1}`, odd);
  const planes = Buffer.concat(batches.map(({ planes }) => planes));
  const data = fromPlanes(planes, targets.length, 3);
  const place = { module, name, root, file: folder };
  return { ...place, classes, data, targets, shape: [side, side, 3] };
}

async function formThere(kind: CIFARKind, root: string): Promise<"python" | "binary"> {
  if (await exists(join(root, kind.python.folder))) return "python";
  return (await exists(join(root, kind.binary.folder))) ? "binary" : "python";
}

interface Batch {
  readonly labels: readonly number[];
  /** `[n, 3, 32, 32]`. */
  readonly planes: Uint8Array;
}

async function readPickle({ name, labelKey }: CIFARKind, file: string): Promise<Batch> {
  const batch = await readNumpyPickle(name, file);
  const [data, labels] = batch instanceof Map ? [batch.get("data"), batch.get(labelKey)] : [];
  if (!isPixels(data)) throw badFile(name, file, "data as bytes [n, 3072]", data);
  if (!isWholeNumbers(labels) || labels.length !== data.shape[0])
    throw badFile(name, file, `${data.shape[0]} ${labelKey}`, labels);
  return { labels, planes: data.data };
}

function isPixels(value: PickleValue | undefined): value is PickleArray {
  const array = value as PickleArray | null | undefined;
  if (array?.kind !== "array" || array.dtype?.name !== "u1") return false;
  return array.shape.length === 2 && array.shape[1] === imageBytes;
}

function isWholeNumbers(value: PickleValue | undefined): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isInteger(item));
}

async function readRecords({ name, labelBytes }: CIFARKind, file: string): Promise<Batch> {
  const bytes = await readWhole(name, file);
  const record = labelBytes + imageBytes;
  if (bytes.length % record !== 0)
    throw badFile(name, file, `records of ${record} bytes`, `${bytes.length} bytes`);
  const count = bytes.length / record;
  const planes = new Uint8Array(count * imageBytes);
  const labels = Array.from({ length: count }, (_, i) => {
    const start = i * record + labelBytes;
    planes.set(bytes.subarray(start, start + imageBytes), i * imageBytes);
    return bytes[start - 1]!;
  });
  return { labels, planes };
}

async function readNames(kind: CIFARKind, format: string, path: string): Promise<string[]> {
  const { name, namesKey } = kind;
  if (format === "binary") return (await readLines(name, path)).map((line) => line.trim());
  const meta = await readNumpyPickle(name, path);
  const names = meta instanceof Map ? meta.get(namesKey) : undefined;
  if (Array.isArray(names) && names.every((item) => typeof item === "string"))
    return names as string[];
  throw badFile(name, path, `names of classes, ${namesKey}`, names);
}
