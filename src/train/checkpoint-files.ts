import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isTemporary } from "../io/temporary-path.ts";
import { VisionError } from "../util/errors.ts";
import { type Checkpoint, readCheckpoint } from "./checkpoint.ts";

const pattern = /^checkpoint-(\d{8,})\.safetensors$/;

/** Checkpoints of a folder by their names, newest first; none if the folder is not there. */
export async function listCheckpoints(folder: string): Promise<string[]> {
  const numbered = (await namesIn(folder)).flatMap((name) => {
    const step = pattern.exec(name)?.[1];
    return step === undefined ? [] : [{ name, step: Number(step) }];
  });
  return numbered.sort((a, b) => b.step - a.step).map(({ name }) => join(folder, name));
}

/**
 * Reads the newest checkpoint that is whole; `undefined` if there is none at all. Damaged files are told to `warn` and
 * left where they are; if every file is damaged the last one's error is thrown. A whole file that is no checkpoint is
 * refused (code MISMATCH).
 */
export async function newestCheckpoint(
  folder: string,
  warn: (message: string) => void,
): Promise<Checkpoint | undefined> {
  let failure: unknown;
  for (const path of await listCheckpoints(folder)) {
    try {
      return await readCheckpoint(path);
    } catch (error) {
      if (error instanceof VisionError && error.code === "MISMATCH") throw error;
      failure = error;
      warn(`skipping a damaged checkpoint: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (failure !== undefined) throw failure;
  return undefined;
}

/** Deletes the temporary files of writers that were killed. Nobody else may be writing into the folder. */
export async function removeStrays(folder: string): Promise<void> {
  const names = (await namesIn(folder)).filter(isTemporary);
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}
