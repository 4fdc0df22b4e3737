import { type FakePickle, pickleDict } from "../support/python2-pickle.ts";
import { noise } from "./fake-files.ts";

const imageBytes = 3 * 32 * 32;

/** A batch in the Python form: planes of two images that depend on the seed, and their labels. */
export function batch(seed: number, labels: readonly number[], more: Record<string, FakePickle>) {
  const bytes = noise(imageBytes * labels.length, seed);
  return pickleDict({ batch_label: `batch ${seed}`, ...more, data: { width: imageBytes, bytes } });
}

/** The same images in the binary form, `front` being what comes before each. */
export function records(seed: number, front: readonly (readonly number[])[]): Buffer {
  const bytes = noise(imageBytes * front.length, seed);
  const parts = front.flatMap((head, i) => [
    Buffer.from(head),
    bytes.subarray(i * imageBytes, (i + 1) * imageBytes),
  ]);
  return Buffer.concat(parts);
}

/** The value of one pixel's channel in the planes of `batch`. */
export function planeValue(seed: number, image: number, [y, x, c]: readonly number[]): number {
  return noise(imageBytes * (image + 1), seed)[image * imageBytes + c! * 1024 + y! * 32 + x!]!;
}
