import { Dropout, GELU, Linear, Sequential } from "../../nn/index.ts";

/**
 * Two layers with a GELU between them and dropout behind each, named 0 to 4 as torchvision's `ops.MLP`.
 * Shapes: `[..., width]` -> the same.
 * @example mlp(8, 32).forward(zeros([2, 5, 8])).shape; // [2, 5, 8]
 */
export function mlp(width: number, hidden: number, dropout = 0): Sequential {
  return new Sequential(
    new Linear(width, hidden),
    new GELU(),
    new Dropout(dropout),
    new Linear(hidden, width),
    new Dropout(dropout),
  );
}
