import { parseArgs } from "node:util";

/** The choices that a user of a comparison has. */
export interface Options {
  /** How often each peer gets its turn. */
  readonly rounds: number;
  /** Steps of one turn. */
  readonly steps: number;
  /** Untimed steps before the first round. */
  readonly warmUp: number;
  /** Threads of each peer, 1 or 2. */
  readonly threads: number;
  /** Whether to add a line to the result file. */
  readonly json: boolean;
  /** A Python that has PyTorch, where it is not the first one found. */
  readonly python: string | undefined;
}

/** Reads `--rounds 20 --steps 50 --warm-up 100 --threads 1 --json --python path`. Throws on anything else. */
export function parseOptions(
  args: readonly string[],
  { rounds, steps, warmUp }: Pick<Options, "rounds" | "steps" | "warmUp">,
): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: "string", default: String(rounds) },
      steps: { type: "string", default: String(steps) },
      "warm-up": { type: "string", default: String(warmUp) },
      threads: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
      python: { type: "string" },
    },
  });
  return {
    rounds: count("rounds", values.rounds),
    steps: count("steps", values.steps),
    warmUp: count("warm-up", values["warm-up"]),
    threads: count("threads", values.threads),
    json: values.json,
    python: values.python,
  };
}

/** A whole number of at least 1 from a command line. Throws with the option's name otherwise. */
export function count(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new Error(`--${name}: expected a whole number >= 1, got ${text}`);
}
