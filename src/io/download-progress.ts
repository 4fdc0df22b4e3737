/** How far a download is, in bytes; `total` is absent where the server does not say it. */
export interface DownloadProgress {
  readonly file: string;
  readonly done: number;
  readonly total: number | undefined;
}

/** Told of a download's progress, at most once a second and when it ends. */
export type OnProgress = (progress: DownloadProgress) => void;

/** Reports once a second, so not at all for what takes less; `end` reports once more if it did. */
export function reporting(
  { file, total }: { readonly file: string; readonly total: number | undefined },
  onProgress: OnProgress = printer(),
  period = 1000,
): { update(done: number): void; end(): void } {
  let [done, spoke] = [0, false];
  const speak = () => {
    spoke = true;
    onProgress({ file, done, total });
  };
  const timer = setInterval(speak, period);
  timer.unref();
  return {
    update: (bytes) => {
      done = bytes;
    },
    end: () => {
      clearInterval(timer);
      if (spoke) speak();
    },
  };
}

// One line that grows on a terminal; elsewhere, in logs, one line in ten seconds.
function printer(): OnProgress {
  let calls = 0;
  return (progress) => {
    const [line, isLast] = [progressLine(progress), progress.done === progress.total];
    if (process.stderr.isTTY) process.stderr.write(`\r${line}${isLast ? "\n" : ""}`);
    else if (calls++ % 10 === 0 || isLast) process.stderr.write(`${line}\n`);
  };
}

/**
 * A download's progress in one line.
 * @example progressLine({ file: "a.tgz", done: 5e7, total: 1e8 }); // "a.tgz: 50.0 of 100.0 MB, 50%"
 */
export function progressLine({ file, done, total }: DownloadProgress): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  if (total === undefined) return `${file}: ${megabytes(done)} MB`;
  const share = total === 0 ? 100 : Math.floor((100 * done) / total);
  return `${file}: ${megabytes(done)} of ${megabytes(total)} MB, ${share}%`;
}
