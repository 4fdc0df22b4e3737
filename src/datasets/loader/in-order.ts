import type { Stop } from "./job.ts";

const end = Symbol("end");

/**
 * Yields `load(job)` for each job, in order, with up to `ahead` more under way while the consumer
 * works. However the consumer leaves, `leave` hears whether it had everything; when it has left,
 * what was under way has ended, and so have the jobs.
 */
export async function* inOrder<J, T>(
  jobs: Iterator<J> | AsyncIterator<J>,
  ahead: number,
  load: (job: J, stop: Stop) => Promise<T>,
  leave: (whole: boolean) => void = () => {},
): AsyncGenerator<T, void, undefined> {
  const stop: Stop = { stopped: false };
  const underWay: Promise<T | typeof end>[] = [];
  let ended = false;
  let whole = false;
  const step = (next: IteratorResult<J>): Promise<T | typeof end> => {
    if (next.done) ended = true;
    return next.done ? Promise.resolve(end) : load(next.value, stop);
  };
  const begin = () => {
    const next = jobs.next(); // an async generator answers its calls in their order
    const loading = next instanceof Promise ? next.then(step) : step(next);
    loading.catch(() => {}); // it is reported when its turn comes, or nobody asks any more
    underWay.push(loading);
  };
  try {
    while (true) {
      while (!ended && underWay.length <= ahead) begin();
      const loaded = underWay.length === 0 ? end : await underWay.shift()!;
      if (loaded === end) break;
      yield loaded;
    }
    whole = true;
  } finally {
    stop.stopped = true;
    leave(whole);
    await Promise.allSettled(underWay);
    await jobs.return?.();
  }
}
