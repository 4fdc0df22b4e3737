import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { encodeJpeg, encodePng } from "../../src/io/index.ts";
import { Image } from "../../src/sample/index.ts";
import { Rng } from "../../src/util/rng.ts";

/** Bytes that depend on the seed alone. */
export function noise(length: number, seed: number): Uint8Array {
  const rng = new Rng(seed);
  return Uint8Array.from({ length }, () => rng.int(0, 256));
}

/** A small picture that depends on the seed alone, 8 wide and 6 high unless told. */
export function fakeImage(
  seed: number,
  { width = 8, height = 6, channels = 3 as 1 | 3 } = {},
): Image {
  return new Image(noise(width * height * channels, seed), { width, height, channels });
}

/** Writes files below a folder: pictures by their endings, else text or bytes. */
export async function writeFiles(
  root: string,
  files: Readonly<Record<string, string | Uint8Array | Image>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, ...name.split("/"));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content instanceof Image ? await encoded(name, content) : content);
  }
}

async function encoded(name: string, image: Image): Promise<Uint8Array> {
  if (name.endsWith(".png")) return encodePng(image);
  if (!name.endsWith(".ppm")) return encodeJpeg(image);
  return Buffer.concat([
    Buffer.from(`P6\n${image.width} ${image.height}\n255\n`),
    image.data as Uint8Array,
  ]);
}
