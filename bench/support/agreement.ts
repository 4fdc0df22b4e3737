/** How far losses may lie apart that were computed in different orders of float32 additions. */
export const tolerance = 1e-4;

/** One peer's losses: that of the first weights, then that after each step. */
export interface Losses {
  readonly name: string;
  readonly losses: readonly number[];
}

/** Lines that say whether all peers computed the same numbers as the first, at every step. */
export function compareLosses(all: readonly Losses[]): string[] {
  const first = all[0]?.losses ?? [];
  return all.map(({ name, losses }) => {
    const apart = Math.max(...losses.map((loss, i) => Math.abs(loss - first[i]!)));
    // NaN is never within the tolerance.
    const agrees = losses.length === first.length && apart <= tolerance;
    const verdict = agrees ? "agrees" : "DISAGREES: its times mean nothing";
    const start = losses[0]?.toFixed(6);
    return `${name}: loss ${start} -> ${losses.at(-1)?.toFixed(6)}, ${verdict}`;
  });
}
