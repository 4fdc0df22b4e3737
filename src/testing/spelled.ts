import { BoundingBoxes, Image, KeyPoints, Mask, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { isPlainObject } from "../transforms/tree.ts";

/**
 * A sample with every part spelled out as plain data, numbers copied: two samples are equal if these are
 * deeply equal.
 * @example assert.deepEqual(spelled(flip.apply(image)), spelled(horizontalFlip(image)));
 */
export function spelled(value: unknown): unknown {
  if (value instanceof Tensor)
    return { tensor: value.shape, dtype: value.dtype, data: value.hostData().slice() };
  if (value instanceof Image)
    return { image: value.size, channels: value.channels, data: value.data.slice() };
  if (value instanceof Video) return { video: value.frames.map(spelled) };
  if (value instanceof Mask) return { mask: value.shape, data: value.data.slice() };
  if (value instanceof KeyPoints) return { points: value.size, data: value.data.slice() };
  if (value instanceof BoundingBoxes)
    return {
      boxes: value.size,
      format: value.format,
      clampingMode: value.clampingMode,
      data: value.data.slice(),
    };
  if (Array.isArray(value)) return value.map(spelled);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spelled(item)]));
}

/** The arrays that hold a part's numbers. */
export function arraysOf(part: unknown): readonly ArrayBufferView[] {
  if (part instanceof Video) return part.frames.map((frame) => frame.data);
  if (part instanceof Tensor) return [part.hostData()];
  const kinds = [Image, Mask, BoundingBoxes, KeyPoints] as const;
  return kinds.some((kind) => part instanceof kind) ? [(part as Image).data] : [];
}
