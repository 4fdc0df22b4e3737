import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { encodeJpeg, readImage } from "../../src/io/index.ts";
import { functional, RandomResizedCrop } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { root as repository } from "./paths.ts";

/** Writes `count` JPEGs, parts of the fixtures' photos, below `folder` in two classes. */
export async function writePhotos(
  folder: string,
  count: number,
  size: readonly [height: number, width: number] = [375, 500],
): Promise<string> {
  const names = ["chelsea.png", "coffee.png"];
  const photos = await Promise.all(
    names.map((name) => readImage(join(repository, "fixtures", "photos", name))),
  );
  const rng = new Rng(0);
  const crop = new RandomResizedCrop(size, { scale: [0.3, 1] });
  for (const [i, photo] of photos.entries()) {
    const root = join(folder, basename(names[i]!, ".png"));
    await mkdir(root, { recursive: true });
    for (let k = i; k < count; k += photos.length) {
      const part = crop.apply(photo, rng);
      const jpeg = await encodeJpeg(functional.adjustSharpness(part, 2), { quality: 92 });
      await writeFile(join(root, `${k}.jpg`), jpeg);
    }
  }
  return folder;
}

/** Unpacks the fixtures' Fashion-MNIST (6,000 training images) to where torchvision looks for it. */
export async function unpackSmall(folder: string): Promise<string> {
  const from = join(repository, "fixtures", "fashion-mnist");
  const raw = join(folder, "FashionMNIST", "raw");
  await mkdir(raw, { recursive: true });
  for (const name of await readdir(from)) {
    const to = join(raw, basename(name, ".gz"));
    if (!name.endsWith(".gz") || existsSync(to)) continue;
    await pipeline(createReadStream(join(from, name)), createGunzip(), createWriteStream(to));
  }
  return folder;
}
