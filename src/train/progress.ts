import cliProgress from "cli-progress";

/** Where progress is shown, usually the process's stderr. */
export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** What is counted, and how it is shown. */
export interface ProgressOptions {
  readonly label: string;
  /** Steps in all. */
  readonly total: number;
  /** Steps that were done before this run: the bar of a resumed run starts there. Default 0. */
  readonly start?: number;
  /** Default: process.stderr. */
  readonly stream?: ProgressStream;
  /** Leave nothing behind at the end, for what is told otherwise: no bar, no last line. Default false. */
  readonly passing?: boolean;
  /** Default: a bar on a terminal, lines elsewhere and in CI. */
  readonly show?: "bar" | "lines" | "nothing";
  /** Milliseconds that only grow; tests pass their own. */
  readonly clock?: () => number;
}

// Elsewhere than on a terminal: a line after this share of the whole, or after this time.
const lineShare = 0.05;
const lineGap = 1_000;
const lineTime = 10_000;
// A bar's cells: fewer where the terminal is narrow, and no bar at all below the least.
const mostCells = 30;
const fewestCells = 4;

/**
 * Shows how far a count has come: a bar on a terminal, else plain lines, at most one for 5 % of the
 * whole or 10 seconds. Speed and the rest of the time count only the steps of this run.
 * @example
 * const progress = new Progress({ label: "epoch 1", total: 94 });
 * for (let step = 1; step <= 94; step++) progress.update(step, "loss 0.41");
 * progress.finish();
 */
export class Progress {
  readonly #options: Required<ProgressOptions>;
  readonly #bar: cliProgress.SingleBar | undefined;
  readonly #startTime: number;
  #done: number;
  #extra = "";
  #lineDone: number;
  #lineAt: number;

  constructor(options: ProgressOptions) {
    const { start = 0, stream = process.stderr, clock = () => performance.now() } = options;
    const { passing = false } = options;
    const isTerminal = stream.isTTY === true && (process.env["CI"] ?? "") === "";
    const show = options.show ?? (isTerminal ? "bar" : "lines");
    this.#options = { ...options, start, stream, clock, passing, show };
    this.#startTime = clock();
    this.#done = start;
    this.#lineDone = start;
    this.#lineAt = this.#startTime;
    if (show !== "bar") return;
    this.#bar = makeBar(stream, passing);
    this.#bar.start(options.total, start, { label: options.label, text: "" });
  }

  /** Sets how many steps are done, with a few words such as the loss. */
  update(done: number, extra = ""): void {
    this.#done = done;
    this.#extra = extra;
    this.#bar?.update(done, { text: this.#rest() });
    if (this.#options.show === "lines" && this.#isLineDue()) this.#line();
  }

  /** Ends the bar, or prints the last line. */
  finish(): void {
    this.#bar?.stop();
    const { show, passing } = this.#options;
    if (show === "lines" && !passing && this.#lineDone !== this.#done) this.#line();
  }

  #isLineDue(): boolean {
    const waited = this.#options.clock() - this.#lineAt;
    const share = (this.#done - this.#lineDone) / this.#options.total;
    return waited >= lineTime || (waited >= lineGap && share >= lineShare);
  }

  #line(): void {
    const { label, total, stream, clock } = this.#options;
    this.#lineDone = this.#done;
    this.#lineAt = clock();
    const percent = Math.floor((100 * this.#done) / Math.max(total, 1));
    stream.write(`${label}: ${this.#done}/${total} (${percent} %)${this.#rest()}\n`);
  }

  // ", 12.3/s, 4 s left, loss 0.41"
  #rest(): string {
    const { start, total, clock } = this.#options;
    const seconds = (clock() - this.#startTime) / 1000;
    const rate = (this.#done - start) / seconds;
    const parts = Number.isFinite(rate) && rate > 0 ? [`${speed(rate)}/s`] : [];
    if (parts.length > 0 && this.#done < total)
      parts.push(`${duration((total - this.#done) / rate)} left`);
    return [...parts, ...(this.#extra === "" ? [] : [this.#extra])]
      .map((part) => `, ${part}`)
      .join("");
  }
}

function makeBar(stream: ProgressStream, clearOnComplete: boolean): cliProgress.SingleBar {
  return new cliProgress.SingleBar(
    {
      format: (_, { progress, value, total, maxWidth }, { label, text }) => {
        const count = `${value}/${total}${text}`;
        const cells = Math.min(mostCells, maxWidth - label.length - count.length - " [] ".length);
        return cells < fewestCells
          ? `${label}: ${count}`
          : `${label} [${bar(progress, cells)}] ${count}`;
      },
      stream: stream as NodeJS.WritableStream,
      hideCursor: true,
      stopOnComplete: false,
      clearOnComplete,
    },
    cliProgress.Presets.rect,
  );
}

function bar(share: number, cells: number): string {
  const full = Math.round(share * cells);
  return "■".repeat(full) + " ".repeat(cells - full);
}

// Three digits, and never an exponent.
function speed(rate: number): string {
  return rate < 999.5 ? rate.toPrecision(3) : rate.toFixed(0);
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
