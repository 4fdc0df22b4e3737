import { rm } from "node:fs/promises";
import type { FileOps } from "../io/index.ts";
import { VisionError } from "../util/errors.ts";
import { type Checkpoint, type CheckpointParts, saveCheckpoint } from "./checkpoint.ts";
import { listCheckpoints, newestCheckpoint, removeStrays } from "./checkpoint-files.ts";

/** Settings of a `CheckpointFolder`. */
export interface CheckpointFolderOptions {
  readonly folder: string;
  /** How many whole checkpoints stay. Default 2. */
  readonly keep?: number | undefined;
  readonly warn: (message: string) => void;
  /** File operations, for tests. */
  readonly ops?: FileOps | undefined;
}

/** The checkpoints of one run in their folder: where it starts, what it saves, which old ones go. */
export class CheckpointFolder {
  readonly #options: CheckpointFolderOptions;
  /** Checkpoints that may go once `keep` newer ones are whole, oldest first. */
  readonly #paths: string[] = [];

  constructor(options: CheckpointFolderOptions) {
    this.#options = options;
  }

  /** For a run that continues: the newest whole checkpoint, if there is any. */
  async resume(): Promise<Checkpoint | undefined> {
    const { folder, warn } = this.#options;
    await removeStrays(folder);
    const found = await newestCheckpoint(folder, warn);
    if (found === undefined) return undefined;
    const all = await listCheckpoints(folder);
    this.#paths.push(...all.slice(all.indexOf(found.path)).reverse());
    return found;
  }

  /**
   * For a run that starts anew: checkpoints of an earlier run would be taken for this one's by a later resume, so they
   * are refused (code EXISTS), or deleted with `overwrite`.
   */
  async start({ overwrite }: { readonly overwrite: boolean }): Promise<void> {
    const { folder } = this.#options;
    await removeStrays(folder);
    const old = await listCheckpoints(folder);
    if (old.length > 0 && !overwrite) throw inTheWay(old[0]!, old.length);
    await Promise.all(old.map((path) => rm(path, { force: true })));
  }

  /** Saves a checkpoint, then deletes those that are older than the newest `keep`. */
  async save(parts: CheckpointParts): Promise<void> {
    const { folder, keep = 2, ops } = this.#options;
    const path = await saveCheckpoint(folder, parts, { ops });
    if (this.#paths.at(-1) !== path) this.#paths.push(path);
    while (this.#paths.length > keep) await rm(this.#paths.shift()!, { force: true });
  }
}

function inTheWay(file: string, count: number): VisionError {
  return new VisionError({
    code: "EXISTS",
    who: "Trainer.fit",
    file,
    expected: "a folder without checkpoints for a run that starts anew",
    got: `${count} of an earlier run`,
    hint: "continue that run with resume: true, choose another folder, or pass overwrite: true to delete them",
  });
}
