import { cat, type Tensor } from "../../tensor/index.ts";

// ImageNet's statistics, by which the presets normalise.
const mean = [0.485, 0.456, 0.406] as const;
const std = [0.229, 0.224, 0.225] as const;

/**
 * Pictures normalised by ImageNet's mean and deviation, as if by 0.5 and 0.5: what the Inception nets'
 * weights were trained on. Shapes: `[n, 3, h, w]` -> the same.
 * @example transformInput(zeros([1, 3, 2, 2])).shape; // [1, 3, 2, 2]
 */
export function transformInput(x: Tensor): Tensor {
  const planes = mean.map((m, c) => {
    const plane = x.narrow(1, c, 1); // [n, 1, h, w]
    return plane.mul(std[c]! / 0.5).add((m - 0.5) / 0.5);
  });
  return cat(planes, 1);
}
