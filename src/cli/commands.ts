import { classify } from "./classify.ts";
import type { CliCommand } from "./command.ts";
import { doctor } from "./doctor.ts";
import { evaluate } from "./evaluate.ts";
import { exportCommand } from "./export.ts";
import { merge } from "./merge.ts";
import { modelsCommand } from "./models.ts";
import { shard } from "./shard.ts";
import { show } from "./show.ts";
import { train } from "./train.ts";

/** All subcommands, in the order that help shows them. */
export const commands: readonly CliCommand[] = [
  train,
  classify,
  evaluate,
  merge,
  exportCommand,
  show,
  shard,
  modelsCommand,
  doctor,
];
