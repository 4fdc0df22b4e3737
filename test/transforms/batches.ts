import { createHash } from "node:crypto";
import { Tensor } from "../../src/tensor/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { golden } from "./golden.ts";

interface Mixed {
  readonly share: number;
  readonly images: string;
  readonly labels: readonly number[];
  readonly after: number;
}

/** A batch and what torchvision's formulas make of it. */
export interface MixRow {
  readonly shape: readonly number[];
  readonly inputSeed: number;
  readonly alpha: number;
  readonly seed: number;
  readonly MixUp: Mixed;
  readonly CutMix: Mixed;
}

export const { rows: mixRows } = golden<{ rows: readonly MixRow[] }>("mix");

/** The batch of a row: pictures, and class numbers below 4. */
export function batchOf({ shape, inputSeed }: Pick<MixRow, "shape" | "inputSeed">) {
  const rng = new Rng(inputSeed);
  const length = shape.reduce((product, size) => product * size, 1);
  const images = Tensor.fromData(
    Float32Array.from({ length }, () => rng.next()),
    shape,
  );
  const batch = shape[0]!;
  const numbers = BigInt64Array.from({ length: batch }, () => BigInt(rng.int(0, 4)));
  return { images, labels: Tensor.fromData(numbers, [batch]) };
}

/** A batch for the laws of transforms. */
export function batchSample(height: number, width: number) {
  const { images, labels } = batchOf({ shape: [3, 2, height, width], inputSeed: 8 });
  const twin = Tensor.fromData(images.hostData().slice(), images.shape);
  return { image: images, twin, labels, names: ["a", "b", "c"] };
}

/** The SHA-256 of a tensor's bytes. */
export function hashOf(tensor: Tensor): string {
  const { buffer, byteOffset, byteLength } = tensor.hostData();
  return createHash("sha256")
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest("hex");
}
