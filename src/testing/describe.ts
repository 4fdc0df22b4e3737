import { BoundingBoxes, Image, KeyPoints, Mask, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { isPlainObject } from "../transforms/tree.ts";

const MOST = 12; // numbers of a part that are printed

/** A sample in a few words a part: its kind, size and first numbers. */
export function describe(value: unknown): string {
  if (value instanceof Image) {
    const kind = value.data instanceof Uint8Array ? "bytes" : "floats";
    return `Image ${value.height}x${value.width}x${value.channels} ${kind} ${numbers(value.data)}`;
  }
  if (value instanceof Video) return `Video of ${value.frames.map(describe).join(", ")}`;
  if (value instanceof Mask) return `Mask ${value.shape.join("x")} ${numbers(value.data)}`;
  if (value instanceof BoundingBoxes)
    return `${value.length} ${value.format} boxes on ${value.size.join("x")} ${numbers(value.data)}`;
  if (value instanceof KeyPoints)
    return `${value.length} key points on ${value.size.join("x")} ${numbers(value.data)}`;
  if (value instanceof Tensor)
    return `Tensor ${value.dtype} [${value.shape.join(", ")}] ${numbers(value.hostData())}`;
  if (Array.isArray(value)) return `[${value.map(describe).join("; ")}]`;
  if (!isPlainObject(value)) return String(value);
  const entries = Object.entries(value).map(([key, item]) => `${key}: ${describe(item)}`);
  return `{ ${entries.join("; ")} }`;
}

function numbers(data: ArrayLike<number | bigint>): string {
  const shown = Array.from({ length: Math.min(data.length, MOST) }, (_, i) => Number(data[i]));
  const text = shown.map((value) => String(Number(value.toFixed(4)))).join(" ");
  return `[${text}${data.length > MOST ? " ..." : ""}]`;
}
