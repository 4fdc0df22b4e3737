import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { Rng } from "../../src/util/rng.ts";

/** An IDX file of unsigned bytes: magic, big-endian sizes, data. */
export function idxBytes(shape: readonly number[], data: Uint8Array): Buffer {
  const head = Buffer.alloc(4 + 4 * shape.length);
  head.writeUInt8(8, 2);
  head.writeUInt8(shape.length, 3);
  for (const [i, size] of shape.entries()) head.writeUInt32BE(size, 4 + 4 * i);
  return Buffer.concat([head, data]);
}

/** Writes the two files of a split of seven images, labels 0 to 6; gzipped if the names say so. */
export async function writeFakeSplit(images: string, labels: string): Promise<number> {
  const rng = new Rng(7);
  const pixels = Uint8Array.from({ length: 7 * 28 * 28 }, () => rng.int(0, 256));
  await write(images, idxBytes([7, 28, 28], pixels));
  await write(
    labels,
    idxBytes(
      [7],
      Uint8Array.from({ length: 7 }, (_, i) => i),
    ),
  );
  return 7;
}

/** The same in the folder that torchvision uses, or flat; train and t10k by `train`. */
export async function writeFakeSet(
  root: string,
  { name, train, zipped }: { name?: string; train: boolean; zipped: boolean },
): Promise<number> {
  const folder = name === undefined ? root : join(root, name, "raw");
  const start = join(folder, train ? "train" : "t10k");
  const end = zipped ? ".gz" : "";
  return writeFakeSplit(`${start}-images-idx3-ubyte${end}`, `${start}-labels-idx1-ubyte${end}`);
}

async function write(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, path.endsWith(".gz") ? gzipSync(bytes) : bytes);
}
