import type { FileOps, OpenFile } from "../../src/io/file-ops.ts";

/** Where to disturb the operations, counted from 0. */
export interface Faults {
  /** This one operation throws; a clean-up afterwards works. */
  readonly failAt?: number;
  /** From this operation on everything throws, as if the process had ended. */
  readonly stopAt?: number;
  readonly onStop?: () => void;
  /** Writes take at most so many bytes. */
  readonly mostPerWrite?: number;
  readonly error?: Error;
}

/** File operations that log themselves and fail where asked to. */
export function faultyOps(
  ops: FileOps,
  { failAt, stopAt, onStop, mostPerWrite = 1e9, error = new Error("EIO: injected") }: Faults = {},
): { ops: FileOps; log: string[]; fired: () => boolean } {
  const log: string[] = [];
  const step = (name: string) => {
    const n = log.push(name) - 1;
    if (n === stopAt) onStop?.();
    if (n === failAt || (stopAt !== undefined && n >= stopAt)) throw error;
  };
  const faulty: FileOps = {
    exists: (path) => ops.exists(path), // changes nothing, so it is not worth failing
    freeBytes: (folder) => ops.freeBytes(folder),
    async create(path) {
      step("create");
      const file = await ops.create(path);
      return {
        async write(bytes) {
          step("write");
          return file.write(bytes.subarray(0, mostPerWrite));
        },
        async sync() {
          step("sync");
          return file.sync();
        },
        async close() {
          await file.close(); // also when "stopped": the test process must not keep it open
          step("close");
        },
      };
    },
    async rename(from, to) {
      step("rename");
      return ops.rename(from, to);
    },
    async link(from, to) {
      step("link");
      return ops.link(from, to);
    },
    async remove(path) {
      step("remove");
      return ops.remove(path);
    },
    async syncFolder(path) {
      step("syncFolder");
      return ops.syncFolder(path);
    },
  };
  const last = failAt ?? stopAt ?? Infinity;
  return { ops: faulty, log, fired: () => log.length > last };
}

interface Inode {
  /** What programs see. */
  bytes: number[];
  /** How many of the bytes surely survive a power cut. */
  durable: number;
}

/** A disk in memory that forgets at a power cut what was not forced out: bytes and names. */
export function memoryDisk(files: Record<string, Uint8Array>): {
  ops: FileOps;
  afterPowerCut: () => ReadonlyMap<string, Uint8Array>[];
} {
  const inode = (bytes: Uint8Array): Inode => ({ bytes: [...bytes], durable: bytes.length });
  let names = new Map(Object.entries(files).map(([name, bytes]) => [name, inode(bytes)]));
  // The states of the folder since its last fsync: any of them may be what the disk has.
  let possible = [names];
  const change = (edit: (next: Map<string, Inode>) => void) => {
    names = new Map(names);
    edit(names);
    possible.push(names);
  };
  const openFile = (node: Inode): OpenFile => ({
    async write(bytes) {
      node.bytes.push(...bytes);
      return bytes.length;
    },
    async sync() {
      node.durable = node.bytes.length;
    },
    async close() {},
  });
  const ops: FileOps = {
    exists: async (path) => names.has(path),
    freeBytes: async () => 1e9,
    async create(path) {
      const node = inode(new Uint8Array());
      change((next) => next.set(path, node));
      return openFile(node);
    },
    async rename(from, to) {
      const node = names.get(from)!;
      change((next) => next.set(to, node).delete(from));
    },
    async link(from, to) {
      const node = names.get(from)!;
      change((next) => next.set(to, node));
    },
    async remove(path) {
      change((next) => next.delete(path));
    },
    async syncFolder() {
      possible = [names];
    },
  };
  const surviving = (node: Inode) => Uint8Array.from(node.bytes.slice(0, node.durable));
  const afterPowerCut = () =>
    possible.map((map) => new Map([...map].map(([name, node]) => [name, surviving(node)])));
  return { ops, afterPowerCut };
}
