/** Where a line is shown: a terminal, or something that is none. */
export interface StatusStream {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/**
 * A line on a terminal that is written over again and again; on anything else, logs and pipes,
 * nothing. `end` leaves the last one standing.
 * @example
 * const line = statusLine();
 * line.show("3 files");
 * line.end();
 */
export function statusLine(stream: StatusStream = process.stderr) {
  let shown = false;
  return {
    show: (text: string): void => {
      if (stream.isTTY !== true) return;
      shown = true;
      stream.write(`\r${text}\x1b[K`); // erased to the end: the last one may have been longer
    },
    end: (): void => {
      if (shown) stream.write("\n");
      shown = false;
    },
  };
}

/** Calls `speak` once a second until `end`, so not at all for what takes less; then once more if it did. */
export function everySecond(speak: () => void, period = 1000): { end(): void } {
  let spoke = false;
  const timer = setInterval(() => {
    spoke = true;
    speak();
  }, period);
  timer.unref();
  return {
    end: () => {
      clearInterval(timer);
      if (spoke) speak();
      spoke = false;
    },
  };
}
