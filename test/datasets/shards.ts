import { tarEnd, tarEntry } from "../../src/io/tar-entry.ts";

/** Files of a shard: name and content. */
export type ShardFiles = readonly (readonly [name: string, content: string | Uint8Array])[];

/** A tar archive with these files. */
export function shardOf(files: ShardFiles, end: Uint8Array = tarEnd): Uint8Array {
  const pieces = files.flatMap(([name, content]) =>
    tarEntry(name, typeof content === "string" ? Buffer.from(content) : content),
  );
  return Buffer.concat([...pieces, end]);
}

/** `count` samples of `txt` and `cls`, from `first` on: "007.txt" is "text 7", "007.cls" is "7". */
export function numberedShard(first: number, count: number): Uint8Array {
  return shardOf(
    Array.from({ length: count }, (_, i) => first + i).flatMap((i) => [
      [`${String(i).padStart(4, "0")}.txt`, `text ${i}`],
      [`${String(i).padStart(4, "0")}.cls`, String(i)],
    ]),
  );
}

/** A header with another checksum that fits its new bytes. */
export function withSum(archive: Uint8Array, at: number, change: (header: Buffer) => void): Buffer {
  const bytes = Buffer.from(archive);
  const header = bytes.subarray(at, at + 512);
  change(header);
  header.fill(32, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return bytes;
}
