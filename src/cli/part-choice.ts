import { parse } from "node:path";
import { expected } from "../util/errors.ts";

/** One part of a job that many machines share: number 1 to `of`. */
export interface PartChoice {
  readonly part: number;
  readonly of: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/** A scheduler: the variable that has the place of this machine, and those that have the number of all. */
interface Scheduler {
  readonly index: string;
  readonly counts: readonly string[];
  /** Variables of the first place and of the step between places; default 0 and 1. */
  readonly first?: string;
  readonly step?: string;
}

// An array of Slurm jobs comes before the tasks of one job: each job of an array has tasks as well.
const schedulers: readonly Scheduler[] = [
  { index: "JOB_COMPLETION_INDEX", counts: ["JOB_COMPLETIONS", "JOB_PARALLELISM"] },
  { index: "AWS_BATCH_JOB_ARRAY_INDEX", counts: ["AWS_BATCH_JOB_ARRAY_SIZE"] },
  {
    index: "SLURM_ARRAY_TASK_ID",
    counts: ["SLURM_ARRAY_TASK_COUNT"],
    first: "SLURM_ARRAY_TASK_MIN",
    step: "SLURM_ARRAY_TASK_STEP",
  },
  { index: "SLURM_PROCID", counts: ["SLURM_NTASKS"] },
];

/**
 * Reads `--shard`: `3/16` is the third of sixteen; `auto` takes place and number from the variables of
 * Kubernetes, AWS Batch or Slurm; `auto/16` only the place.
 * @example choosePart("auto", { AWS_BATCH_JOB_ARRAY_INDEX: "0", AWS_BATCH_JOB_ARRAY_SIZE: "4" }); // { part: 1, of: 4 }
 */
export function choosePart(text: string, env: Env): PartChoice {
  const [, place, count] = /^(\d+|auto)(?:\/(\d+))?$/.exec(text) ?? [];
  if (place === undefined || (place !== "auto" && count === undefined))
    throw refuse("3/16 (the third of sixteen), auto or auto/16", text, "pass one of these");
  if (place !== "auto") return checked(Number(place), Number(count), text);
  const scheduler = schedulers.find(({ index }) => (env[index] ?? "") !== "");
  if (scheduler === undefined)
    throw refuse(
      `one of the variables ${schedulers.map(({ index }) => index).join(", ")}`,
      "none of them",
      "pass the place, such as --shard 3/16",
    );
  const { index, counts, first, step } = scheduler;
  const start = first === undefined ? 0 : numberIn(env, first, 0);
  const stride = step === undefined ? 1 : Math.max(1, numberIn(env, step, 1));
  const of = count === undefined ? countIn(env, index, counts) : Number(count);
  const shown = `${index}=${env[index]}`;
  return checked((numberIn(env, index) - start) / stride + 1, of, shown);
}

function checked(part: number, of: number, got: string): PartChoice {
  if (Number.isSafeInteger(part) && Number.isSafeInteger(of) && part >= 1 && part <= of)
    return { part, of };
  throw refuse(`a part from 1 to ${of}`, got, "check the number of parts");
}

function countIn(env: Env, index: string, counts: readonly string[]): number {
  const name = counts.find((count) => (env[count] ?? "") !== "");
  if (name !== undefined) return numberIn(env, name);
  const what = `${counts.join(" or ")} beside ${index}`;
  throw refuse(what, "none", "set the variable, or pass the number of parts: --shard auto/16");
}

function numberIn(env: Env, name: string, absent?: number): number {
  const text = env[name] ?? "";
  if (text === "" && absent !== undefined) return absent;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw refuse(`a whole number in ${name}`, text, "mend the variable, or pass --shard 3/16");
}

function refuse(what: string, got: unknown, hint: string) {
  return expected("tsvision --shard", what, got, hint);
}

/** The inputs of a part: neighbours, as many as in the others or one more. */
export function inputsOfPart<Item>(items: readonly Item[], { part, of }: PartChoice): Item[] {
  const border = (k: number) => Math.floor((k * items.length) / of);
  return items.slice(border(part - 1), border(part));
}

/** The file of a part: `all.jsonl` becomes `all.03-of-16.jsonl`. */
export function pathOfPart(out: string, { part, of }: PartChoice): string {
  const { ext } = parse(out);
  const stem = ext === "" ? out : out.slice(0, -ext.length);
  return `${stem}.${String(part).padStart(String(of).length, "0")}-of-${of}${ext}`;
}
