import { mean, median, type Quartiles, quartiles } from "./statistics.ts";

/** What one peer's turns say. Times are in milliseconds a step. */
export interface Row {
  readonly name: string;
  /** Over the rounds, of each round's median step. */
  readonly ms: Quartiles;
  /** The fastest round's median step. */
  readonly best: number;
  /** Of all steps, pauses and interruptions included. */
  readonly mean: number;
  /** The first peer's time divided by this one's, round by round. */
  readonly ratio: Quartiles;
}

/** One row a peer; `seconds` is `[peer][round][step]`, and the first peer is compared with all others. */
export function summarize(names: readonly string[], seconds: readonly number[][][]): Row[] {
  const rounds = seconds.map((turns) => turns.map((steps) => 1000 * median(steps)));
  const first = rounds[0] ?? [];
  return names.map((name, i) => ({
    name,
    ms: quartiles(rounds[i]!),
    best: Math.min(...rounds[i]!),
    mean: 1000 * mean(seconds[i]!.flat()),
    ratio: quartiles(rounds[i]!.map((ms, round) => first[round]! / ms)),
  }));
}

/** The rows as an aligned table. */
export function formatRows(rows: readonly Row[]): string {
  const first = rows[0]?.name ?? "";
  const head = ["", "ms a step", "quartiles", "best", "mean", `${first} / it`, "quartiles"];
  const lines = rows.map(({ name, ms, best, mean, ratio }, i) => [
    name,
    ms.median.toFixed(3),
    `${ms.low.toFixed(3)}..${ms.high.toFixed(3)}`,
    best.toFixed(3),
    mean.toFixed(3),
    ...(i === 0
      ? ["", ""]
      : [ratio.median.toFixed(3), `${ratio.low.toFixed(3)}..${ratio.high.toFixed(3)}`]),
  ]);
  return formatTable([head, ...lines]);
}

/** Cells in columns: the first to the left, all others to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join("  ")
      .trimEnd();
  return rows.map(line).join("\n");
}
