import type { CliCommand } from "./command.ts";
import { doctor } from "./doctor.ts";

/** All subcommands, in the order that help shows them. */
export const commands: readonly CliCommand[] = [doctor];
