import { join } from "node:path";
import { readImage, verifyFile } from "../io/index.ts";
import { BoundingBoxes, type Image, KeyPoints } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { needFolder, refuseDownload } from "./fetch-files.ts";
import { badLine, readLines, wholeNumber } from "./read-text.ts";
import { checkTypes, type OneOrAll, only } from "./target-types.ts";
import {
  type DownloadOption,
  sourceOf,
  VisionDataset,
  type VisionOptions,
} from "./vision-dataset.ts";

const types = ["attr", "identity", "bbox", "landmarks"] as const;
type TargetType = (typeof types)[number];

/** Attributes as 0 and 1, a person's number, a box, five points, or several of these. */
export type CelebATarget = OneOrAll<readonly number[] | number | BoundingBoxes | KeyPoints>;

/** Options of `CelebA.open`. */
export interface CelebAOptions<X = Image, Y = CelebATarget>
  extends VisionOptions<X, Y, CelebATarget>,
    DownloadOption {
  /** Default: "train". */
  readonly split?: "train" | "valid" | "test" | "all";
  /** What targets are; several come as an array. Default: "attr". */
  readonly targetType?: TargetType | readonly TargetType[];
  /** Checks the digests of the lists. Default: true. */
  readonly verify?: boolean;
}

const name = "CelebA";
const lists = {
  "list_eval_partition.txt": "d32c9cbf5e040fd4025c592c306e6668",
  "list_attr_celeba.txt": "75e246fa4810816ffd6ee81facbd244c",
  "identity_CelebA.txt": "32bd1bd63d3c78cd57e08160ec5ed1e2",
  "list_bbox_celeba.txt": "00566efa6fedff7a56946cd1c10f1c16",
  "list_landmarks_align_celeba.txt": "cc24ecafdb5b50baae59b03474781f8c",
} as const;
const tables = {
  attr: "list_attr_celeba.txt",
  identity: "identity_CelebA.txt",
  bbox: "list_bbox_celeba.txt",
  landmarks: "list_landmarks_align_celeba.txt",
} as const;
const parts = { train: 0, valid: 1, test: 2, all: undefined } as const;

/** A list of CelebA: numbers by picture. */
interface Table {
  readonly header: readonly string[];
  readonly files: readonly string[];
  readonly rows: readonly Int32Array[];
}

/**
 * Faces of 10,177 people with 40 attributes (Liu and others 2015): torchvision's CelebA. Reads
 * `root/celeba`: the five lists and `img_align_celeba`. A sample is `[image, target]`, by `targetType`:
 * "attr" 40 numbers 0 or 1, "identity" the person's number, "bbox" the face in XYXY (in the picture before
 * it was aligned, as the list has it), "landmarks" five KeyPoints; several come as an array.
 * It is on a drive that wants a person, so it cannot be fetched. Throws NOT_FOUND for missing files,
 * MISMATCH for lists of another digest, INVALID_FILE for damaged ones.
 * @example const faces = await CelebA.open("data", { targetType: ["identity", "landmarks"] });
 */
export class CelebA<X = Image, Y = CelebATarget> extends VisionDataset<Image, CelebATarget, X, Y> {
  /** What the 40 attributes are: "5_o_Clock_Shadow". */
  readonly attrNames: readonly string[];
  readonly length: number;
  readonly #files: readonly string[];
  readonly #types: readonly TargetType[];
  readonly #rows: Readonly<Record<TargetType, readonly Int32Array[]>>;

  private constructor(
    root: string,
    found: { files: readonly string[]; attrNames: readonly string[]; rows: CelebARows },
    options: CelebAOptions<X, Y>,
  ) {
    super(root, options, sourceOf(import.meta.url, name, root, options));
    this.attrNames = found.attrNames;
    this.length = found.files.length;
    this.#files = found.files;
    this.#rows = found.rows;
    this.#types = checkTypes(name, "targetType", options.targetType ?? "attr", types);
  }

  /** Reads the lists; images are read when their samples are. */
  static async open<X = Image, Y = CelebATarget>(
    root: string,
    options: CelebAOptions<X, Y> = {},
  ): Promise<CelebA<X, Y>> {
    const { split = "train", verify = true, download } = options;
    checkChoice(name, "split", split, ["train", "valid", "test", "all"]);
    refuseDownload(name, download, "https://mmlab.ie.cuhk.edu.hk/projects/CelebA.html");
    const folder = join(root, "celeba");
    await needFolder(name, join(folder, "img_align_celeba"));
    if (verify)
      for (const [file, md5] of Object.entries(lists))
        await verifyFile(name, join(folder, file), { md5 });
    const partition = await readTable(join(folder, "list_eval_partition.txt"), 0);
    const part = parts[split];
    const keep = (_: unknown, i: number) => part === undefined || partition.rows[i]![0] === part;
    const rows: Partial<Record<TargetType, readonly Int32Array[]>> = {};
    let attrNames: readonly string[] = [];
    for (const type of types) {
      const path = join(folder, tables[type]);
      const table = await readTable(path, type === "identity" ? 0 : 2);
      checkSame(path, table, partition);
      rows[type] = table.rows.filter(keep);
      if (type === "attr") attrNames = table.header;
    }
    const files = partition.files.filter(keep);
    return new CelebA(root, { files, attrNames, rows: rows as CelebARows }, options);
  }

  protected async load(index: number): Promise<[Image, CelebATarget]> {
    const image = await readImage(this.describe(index));
    const canvasSize = image.size;
    const targets = this.#types.map((type) => {
      const row = this.#rows[type][index]!;
      if (type === "attr") return Array.from(row, (value) => (value > 0 ? 1 : 0));
      if (type === "identity") return row[0]!;
      if (type === "landmarks") return new KeyPoints(Float32Array.from(row), { canvasSize });
      const [x = 0, y = 0, width = 0, height = 0] = row;
      const corners = Float32Array.of(x, y, x + width, y + height);
      return new BoundingBoxes(corners, { format: "XYXY", canvasSize });
    });
    return [image, only(targets)];
  }

  describe(index: number): string {
    return join(this.root, "celeba", "img_align_celeba", this.#files[index]!);
  }
}

type CelebARows = Readonly<Record<TargetType, readonly Int32Array[]>>;

const columns = { attr: 40, identity: 1, bbox: 4, landmarks: 10 } as const;

// A row is a file and numbers; some lists begin with their length and the columns' names.
async function readTable(path: string, headLines: 0 | 2): Promise<Table> {
  const lines = await readLines(name, path);
  const header = headLines === 0 ? [] : (lines[1] ?? "").trim().split(/\s+/);
  const type = types.find((one) => path.endsWith(tables[one]));
  const width = type === undefined ? 1 : columns[type];
  const [files, rows]: [string[], Int32Array[]] = [[], []];
  for (let i = headLines; i < lines.length; i++) {
    const [file, ...fields] = lines[i]!.trim().split(/\s+/);
    const numbers = fields.map(wholeNumber);
    if (!file || numbers.length !== width || numbers.includes(undefined))
      throw badLine(name, path, i + 1, `a file and ${width} numbers`, lines[i]);
    files.push(file);
    rows.push(Int32Array.from(numbers as number[]));
  }
  return { header, files, rows };
}

function checkSame(path: string, { files }: Table, partition: Table): void {
  const wrong = partition.files.findIndex((file, i) => files[i] !== file);
  if (wrong >= 0 || files.length !== partition.files.length)
    throw badLine(
      name,
      path,
      Math.max(wrong, 0) + 1,
      "the files of list_eval_partition.txt",
      "others",
    );
}
