import { everySecond, statusLine } from "../util/status-line.ts";

/** How far a download is, in bytes; `total` is absent where the server does not say it. */
export interface DownloadProgress {
  readonly file: string;
  readonly done: number;
  readonly total: number | undefined;
}

/** Told of a download's progress, at most once a second and when it ends. */
export type OnProgress = (progress: DownloadProgress) => void;

/**
 * Reports once a second, so not at all for what takes less; `end` reports once more if it did.
 * Without `onProgress` on a line of the terminal, if stderr is one.
 */
export function reporting(
  { file, total }: { readonly file: string; readonly total: number | undefined },
  onProgress?: OnProgress,
  period = 1000,
): { update(done: number): void; end(): void } {
  let done = 0;
  const line = statusLine();
  const tell = onProgress ?? ((progress: DownloadProgress) => line.show(progressLine(progress)));
  const ticks = everySecond(() => tell({ file, done, total }), period);
  return {
    update: (bytes) => {
      done = bytes;
    },
    end: () => {
      ticks.end();
      line.end();
    },
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
