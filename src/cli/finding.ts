/** One line of `tsvision doctor`. */
export interface Finding {
  readonly check: string;
  /** `bad` means that something tsvision promises does not work here. */
  readonly status: "good" | "bad" | "info";
  readonly found: string;
  /** What to do, where something is bad. */
  readonly hint?: string;
}
