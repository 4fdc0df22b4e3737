import { Mask } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";

/**
 * The smallest box around the pixels of each mask `[n, h, w]` that are not 0: float32 `[n, 4]`, the
 * indices of the first and last column and row, which torchvision's `masks_to_boxes` does not raise by
 * one. Throws on a mask that is 0 throughout.
 * @example const boxes = masksToBoxes(instanceMasks);
 */
export function masksToBoxes(masks: Mask | Tensor): Tensor {
  const { shape } = masks;
  if (!(masks instanceof Mask || masks instanceof Tensor) || shape.length !== 3)
    throw expected("masksToBoxes", "masks [n, h, w]", shape ?? masks, "pass one plane for each");
  const [count, height, width] = shape as readonly [number, number, number];
  const data = masks instanceof Mask ? masks.data : masks.hostData();
  const out = new Float32Array(data.length === 0 ? 0 : count * 4);
  for (let n = 0; n < out.length / 4; n++) {
    const box = boxAround(data, n * height * width, height, width);
    if (box === undefined)
      throw expected("masksToBoxes", "masks with pixels", `mask ${n} without`, "drop it first");
    out.set(box, 4 * n);
  }
  return Tensor.fromData(out, [out.length / 4, 4]);
}

function boxAround(
  data: ArrayLike<number | bigint>,
  start: number,
  height: number,
  width: number,
): [left: number, top: number, right: number, bottom: number] | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0, i = start; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (Number(data[i]) === 0) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top === height) top = y;
      bottom = y;
    }
  }
  return right < 0 ? undefined : [left, top, right, bottom];
}
