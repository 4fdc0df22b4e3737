import { Dropout, GELU, init, Linear, Sequential } from "../../nn/index.ts";

/**
 * Two layers with a GELU between them and dropout behind each, named 0 to 4 as torchvision's `ops.MLP`; first
 * weights are Glorot's, biases almost zero.
 * Shapes: `[..., width]` -> the same.
 * @example mlp(8, 32).forward(zeros([2, 5, 8])).shape; // [2, 5, 8]
 */
export function mlp(width: number, hidden: number, dropout = 0): Sequential {
  const [first, second] = [new Linear(width, hidden), new Linear(hidden, width)];
  for (const { weight, bias } of [first, second]) {
    init.xavierUniform(weight);
    init.normal(bias!, 0, 1e-6);
  }
  return new Sequential(first, new GELU(), new Dropout(dropout), second, new Dropout(dropout));
}
