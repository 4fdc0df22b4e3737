import { signalCodes } from "./exit-code.ts";

/** The process, as far as signals need it. */
export interface SignalSource {
  on(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
  removeListener(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
  exit(code: number): void;
}

/** An end that was asked for from outside. */
export interface Stop {
  readonly signal: AbortSignal;
  /** Ends the work as a signal would, without an exit code of its own. */
  readonly abort: () => void;
  /** The exit code of the signal that came, if one came. */
  readonly exitCode: () => number | undefined;
  /** Takes the listeners off again. */
  readonly close: () => void;
}

/** Turns the first Ctrl-C or SIGTERM into an abort; the second ends the process at once. */
export function listenForStop(source: SignalSource, say: (text: string) => void): Stop {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const handle = (name: keyof typeof signalCodes) => () => {
    if (exitCode !== undefined) return source.exit(signalCodes[name]);
    exitCode = signalCodes[name];
    if (controller.signal.aborted) return source.exit(exitCode);
    say(`${name}: finishing what is under way; once more stops at once`);
    controller.abort();
  };
  const listeners = { SIGINT: handle("SIGINT"), SIGTERM: handle("SIGTERM") };
  for (const name of ["SIGINT", "SIGTERM"] as const) source.on(name, listeners[name]);
  return {
    signal: controller.signal,
    abort: () => controller.abort(),
    exitCode: () => exitCode,
    close: () => {
      for (const name of ["SIGINT", "SIGTERM"] as const)
        source.removeListener(name, listeners[name]);
    },
  };
}
