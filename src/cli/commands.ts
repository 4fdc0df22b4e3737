import { classify } from "./classify.ts";
import type { CliCommand } from "./command.ts";
import { doctor } from "./doctor.ts";
import { exportCommand } from "./export.ts";
import { modelsCommand } from "./models.ts";
import { shard } from "./shard.ts";
import { show } from "./show.ts";
import { train } from "./train.ts";

/** All subcommands, in the order that help shows them. */
export const commands: readonly CliCommand[] = [
  train,
  classify,
  exportCommand,
  show,
  shard,
  modelsCommand,
  doctor,
];
