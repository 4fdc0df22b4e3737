import { AsyncLocalStorage } from "node:async_hooks";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { DecoderPool } from "./decoder-pool.ts";

/** What a process that decodes may take for one image. */
export interface ProcessLimits {
  /** Milliseconds. Default: 10,000. */
  readonly timeout?: number;
  /** Bytes of memory of the whole process, looked at 20 times a second. Default: 2 GiB. */
  readonly memory?: number;
}

/**
 * Where images are decoded: `thread`, by threads of this process, or `process`, by processes of
 * their own, with their limits if not the defaults. Default: `thread`.
 */
export type Isolation = "thread" | "process" | ProcessLimits;

/** Processes that decode, and what they may take for one image. */
export interface Isolated {
  readonly pool: DecoderPool;
  readonly limits: Required<ProcessLimits>;
}

/** The limits that `isolation` means; undefined where this process decodes. Refuses all else. */
export function processLimits(
  who: string,
  isolation: Isolation | undefined,
): Required<ProcessLimits> | undefined {
  if (isolation === undefined || isolation === "thread") return undefined;
  const given = isolation === "process" ? {} : isolation;
  if (given === null || typeof given !== "object") {
    const what = 'isolation to be "thread", "process" or { timeout, memory }';
    throw expected(who, what, isolation, "pass one of these");
  }
  const { timeout = 10_000, memory = 2 ** 31 } = given;
  return {
    timeout: checkInteger(who, "isolation.timeout", timeout, { low: 1, high: 2 ** 31 - 1 }),
    memory: checkInteger(who, "isolation.memory", memory, { low: 1 }),
  };
}

const surrounding = new AsyncLocalStorage<Isolated>();

/** Runs something that decodes images, at any depth: `isolated` decodes them. */
export function decodingIn<T>(isolated: Isolated | undefined, run: () => T): T {
  return isolated === undefined ? run() : surrounding.run(isolated, run);
}

// The processes of calls that stand alone: starting one takes a tenth of a second, so they are kept
// for the next call. They end by themselves.
let alone: DecoderPool | undefined;

/** Who decodes in place of this process, where the options or what surrounds the call say so. */
export function isolatedFor(who: string, isolation: Isolation | undefined): Isolated | undefined {
  const limits = processLimits(who, isolation);
  const around = surrounding.getStore();
  if (limits === undefined) return around;
  if (around !== undefined) return { pool: around.pool, limits };
  alone ??= new DecoderPool();
  return { pool: alone, limits };
}
