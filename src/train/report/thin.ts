type Point = readonly [number, number];

/**
 * Leaves a long line its shape: of each of `columns` equal runs of points the lowest and the
 * highest stay, so that spikes do. Gaps (points that are not finite) stay too.
 * @example thin(points, 600).length; // at most 1800, points itself if it is no longer than that
 */
export function thin(points: readonly Point[], columns = 600): readonly Point[] {
  if (points.length <= columns * 3) return points;
  const kept: Point[] = [];
  for (let column = 0; column < columns; column++) {
    const start = Math.floor((column * points.length) / columns);
    const end = Math.floor(((column + 1) * points.length) / columns);
    kept.push(...extremes(points.slice(start, end)));
  }
  return kept;
}

// At most three points, in their order: a gap, the lowest, the highest.
function extremes(run: readonly Point[]): Point[] {
  let [low, high, gap] = [-1, -1, -1];
  run.forEach(([, y], i) => {
    if (!Number.isFinite(y)) gap = i;
    else {
      if (low < 0 || y < run[low]![1]) low = i;
      if (high < 0 || y >= run[high]![1]) high = i;
    }
  });
  const order = [...new Set([low, high, gap])].filter((i) => i >= 0).sort((a, b) => a - b);
  return order.map((i) => run[i]!);
}
