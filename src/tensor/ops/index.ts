import { convolution } from "./convolution.ts";
import { elementwise } from "./elementwise.ts";
import { indexing } from "./indexing.ts";
import { linear } from "./linear.ts";
import { movement } from "./movement.ts";
import { pooling } from "./pooling.ts";
import { reduction } from "./reduction.ts";

/** Every primitive operation of the engine, by name. */
export const ops = {
  ...elementwise,
  ...reduction,
  ...movement,
  ...linear,
  ...indexing,
  ...convolution,
  ...pooling,
};

/** The name of a primitive operation. */
export type OpName = keyof typeof ops;
