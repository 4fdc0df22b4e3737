/** What listing a folder took. */
export interface ListingReply {
  readonly seconds: number;
  /** Processor time in seconds. */
  readonly cpu: number;
  readonly files: number;
  /** By which the process's memory (rss) grew, garbage included. */
  readonly bytes: number;
}
