import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { tarEnd } from "../io/tar-entry.ts";
import type { IndexedShard } from "./shard-index.ts";

/** A shard that is being written: samples come one by one, and are counted and hashed. */
export class ShardFile {
  /** Written so far. */
  bytes = 0;
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #hash = createHash("sha256");
  #samples = 0;

  private constructor(file: string, handle: FileHandle) {
    this.#file = file;
    this.#handle = handle;
  }

  /** Begins a shard of a name that is free. */
  static async create(folder: string, file: string): Promise<ShardFile> {
    return new ShardFile(file, await open(join(folder, file), "wx"));
  }

  /** Appends the entries of a sample. */
  async add(sample: readonly Uint8Array[]): Promise<void> {
    await this.#write(sample);
    this.#samples++;
  }

  /** Ends the archive; its bytes are on the disk then. */
  async end(): Promise<IndexedShard> {
    await this.#write([tarEnd]);
    await this.#handle.sync();
    await this.#handle.close();
    const sha256 = this.#hash.digest("hex");
    return { file: this.#file, samples: this.#samples, bytes: this.bytes, sha256 };
  }

  /** Gives up. */
  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #write(pieces: readonly Uint8Array[]): Promise<void> {
    const bytes = Buffer.concat(pieces);
    this.#hash.update(bytes);
    await this.#handle.writeFile(bytes); // goes on where the last call ended
    this.bytes += bytes.length;
  }
}
