import { encodePng } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { functional } from "../transforms/index.ts";

/** The longer side of a picture in a report, in pixels. */
const side = 128;

/** A small PNG of an image, for a report page. */
export async function thumbnail(image: Image): Promise<Uint8Array> {
  const scale = side / Math.max(image.width, image.height);
  if (scale >= 1) return encodePng(image);
  const size = image.size.map((length) => Math.max(1, Math.round(length * scale)));
  return encodePng(functional.resize(image, size as [number, number]));
}
