import type { Stop } from "./fetch.ts";

/**
 * Yields `load(k)` for k = from, ..., to - 1, in order, with up to `ahead` more under way while the
 * consumer works. However the consumer leaves, everything under way has ended when it has left.
 */
export async function* inOrder<T>(
  { from, to, ahead }: { from: number; to: number; ahead: number },
  load: (k: number, stop: Stop) => Promise<T>,
): AsyncGenerator<T, void, undefined> {
  const stop: Stop = { stopped: false };
  const underWay: Promise<T>[] = [];
  let next = from;
  try {
    for (let k = from; k < to; k++) {
      while (next < to && next <= k + ahead) {
        const loading = load(next++, stop);
        loading.catch(() => {}); // it is reported when its turn comes, or nobody asks any more
        underWay.push(loading);
      }
      yield await underWay.shift()!;
    }
  } finally {
    stop.stopped = true;
    await Promise.allSettled(underWay);
  }
}
