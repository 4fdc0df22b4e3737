import { activation } from "./activation.ts";
import { averagePooling } from "./average-pooling.ts";
import { comparison } from "./comparison.ts";
import { convolution } from "./convolution.ts";
import { elementwise } from "./elementwise.ts";
import { functions } from "./functions.ts";
import { indexing } from "./indexing.ts";
import { linear } from "./linear.ts";
import { logical } from "./logical.ts";
import { loss } from "./loss.ts";
import { movement } from "./movement.ts";
import { normalization } from "./normalization.ts";
import { pooling } from "./pooling.ts";
import { recurrent } from "./recurrent.ts";
import { reduction } from "./reduction.ts";
import { resampling } from "./resampling.ts";
import { rounding } from "./rounding.ts";
import { selection } from "./selection.ts";
import { sorting } from "./sorting.ts";
import { statistics } from "./statistics.ts";

/** Every primitive operation of the engine, by name. */
export const ops = {
  ...elementwise,
  ...functions,
  ...activation,
  ...loss,
  ...comparison,
  ...logical,
  ...selection,
  ...rounding,
  ...reduction,
  ...statistics,
  ...movement,
  ...linear,
  ...indexing,
  ...sorting,
  ...convolution,
  ...recurrent,
  ...normalization,
  ...pooling,
  ...averagePooling,
  ...resampling,
};

/** The name of a primitive operation. */
export type OpName = keyof typeof ops;
