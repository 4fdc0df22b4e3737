import { Tensor } from "../tensor/index.ts";
import { fromWindows, toWindows } from "./blocks/windows.ts";

type Size = readonly [number, number];

/**
 * Calls `attend` with the windows of images, moved by `shift`, and with what hides places from each other that are
 * apart in the image (undefined without a shift); puts what it gives back together. Images are filled up with zeros
 * to whole windows; one window as long as the image is not moved. Shapes: x `[n, h, w, c]`, kept; windows
 * `[n, windows, area, c]`, kept; mask `[windows, 1, area, area]`. The frame of torchvision's
 * `shifted_window_attention`.
 * @example inShiftedWindows(zeros([1, 5, 6, 8]), [4, 4], [2, 2], (windows) => windows.mul(2)).shape; // [1, 5, 6, 8]
 */
export function inShiftedWindows(
  x: Tensor,
  window: Size,
  shift: Size,
  attend: (windows: Tensor, mask: Tensor | undefined) => Tensor,
): Tensor {
  const [, h, w] = x.shape as readonly [number, number, number];
  const size = [whole(h, window[0]), whole(w, window[1])] as const;
  const moved = shift.map((by, i) => (window[i]! >= size[i]! ? 0 : by)) as [number, number];
  const filled = x.pad([0, 0, 0, size[1] - w, 0, size[0] - h]);
  const shifts = moved.some((by) => by > 0);
  const placed = shifts ? filled.roll([-moved[0], -moved[1]], [1, 2]) : filled;
  const mask = shifts ? shiftMask(size, window, moved) : undefined;
  const out = fromWindows(attend(toWindows(placed, window), mask), window, size);
  const back = shifts ? out.roll(moved, [1, 2]) : out;
  return back.narrow(1, 0, h).narrow(2, 0, w);
}

// The next multiple of `window`.
function whole(length: number, window: number): number {
  return Math.ceil(length / window) * window;
}

/**
 * -100 between places of a window that come from different sides of a moved image, 0 between others.
 * Shape: `[windows, 1, area, area]`.
 */
export function shiftMask(size: Size, window: Size, shift: Size): Tensor {
  const region = (place: number, axis: 0 | 1) => {
    if (shift[axis] === 0 || place < size[axis] - window[axis]) return 0;
    return place < size[axis] - shift[axis] ? 1 : 2;
  };
  const area = window[0] * window[1];
  const windows = (size[0] / window[0]) * (size[1] / window[1]);
  const mask = new Float32Array(windows * area * area);
  const regions = new Uint8Array(area);
  let i = 0;
  for (let top = 0; top < size[0]; top += window[0]) {
    for (let left = 0; left < size[1]; left += window[1]) {
      for (let k = 0; k < area; k++) {
        const row = region(top + Math.floor(k / window[1]), 0);
        regions[k] = 3 * row + region(left + (k % window[1]), 1);
      }
      for (let from = 0; from < area; from++)
        for (let to = 0; to < area; to++) mask[i++] = regions[from] === regions[to] ? 0 : -100;
    }
  }
  return Tensor.fromData(mask, [windows, 1, area, area]);
}
