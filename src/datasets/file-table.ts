/** Files with their labels. */
export type LabelledPaths = readonly (readonly [path: string, label: number])[];

/** A table's content as it is sent to workers: the numbers and names in memory that all share. */
export interface SentTable {
  /** Each ends in a separator, or is empty. */
  readonly folders: readonly string[];
  /** For each file its place in `folders`, and its label. */
  readonly places: Uint32Array;
  readonly labels: Uint32Array;
  readonly names: {
    /** As UTF-8, one after the other. */
    readonly bytes: Uint8Array;
    /** Where each ends. */
    readonly ends: Uint32Array;
  };
}

/**
 * Files with their labels in some thirty bytes each, so that millions fit: names one after the
 * other, folders once. Built by `FileTableBuilder` or `tableOf`.
 * @example
 * const table = tableOf([["photos/cat/1.jpg", 0], ["photos/dog/1.jpg", 1]]);
 * table.path(1); // "photos/dog/1.jpg"
 */
export class FileTable {
  readonly sent: SentTable;

  constructor(sent: SentTable) {
    this.sent = sent;
  }

  get length(): number {
    return this.sent.labels.length;
  }

  path(index: number): string {
    const { folders, places, names } = this.sent;
    const { bytes, ends } = names;
    const name = Buffer.from(bytes.buffer).toString("utf8", ends[index - 1] ?? 0, ends[index]);
    return folders[places[index]!]! + name;
  }

  label(index: number): number {
    return this.sent.labels[index]!;
  }

  /** All as pairs, as torchvision keeps them. */
  pairs(): [path: string, label: number][] {
    return Array.from({ length: this.length }, (_, i) => [this.path(i), this.label(i)]);
  }
}

/** Files of one folder with one label. */
interface Group {
  readonly names: Buffer;
  readonly ends: Uint32Array;
  readonly label: number;
}

/** Collects a `FileTable`, folder by folder. */
export class FileTableBuilder {
  readonly #folders: string[] = [];
  readonly #groups: Group[] = [];
  #length = 0;
  #bytes = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds files of a folder, whose path ends in a separator or is empty. */
  add(folder: string, names: readonly string[], label: number): void {
    const bytes = Buffer.from(names.join(""));
    const ends = new Uint32Array(names.length);
    let end = 0;
    for (let i = 0; i < ends.length; i++) ends[i] = end += names[i]!.length;
    if (end !== bytes.length) {
      end = 0; // not all is ASCII
      for (let i = 0; i < ends.length; i++) ends[i] = end += Buffer.byteLength(names[i]!);
    }
    this.#folders.push(folder);
    this.#groups.push({ names: bytes, ends, label });
    this.#length += names.length;
    this.#bytes += end;
  }

  finish(): FileTable {
    const numbers = () => new Uint32Array(new SharedArrayBuffer(4 * this.#length));
    const [places, labels, ends] = [numbers(), numbers(), numbers()];
    const bytes = new Uint8Array(new SharedArrayBuffer(this.#bytes));
    let [file, byte] = [0, 0];
    for (const [place, group] of this.#groups.entries()) {
      places.fill(place, file, file + group.ends.length);
      labels.fill(group.label, file, file + group.ends.length);
      for (let i = 0; i < group.ends.length; i++) ends[file + i] = byte + group.ends[i]!;
      bytes.set(group.names, byte);
      file += group.ends.length;
      byte += group.names.length;
    }
    return new FileTable({ folders: this.#folders, places, labels, names: { bytes, ends } });
  }
}

/** A table of paths in any order. */
export function tableOf(paths: LabelledPaths): FileTable {
  const builder = new FileTableBuilder();
  let [folder, label, names]: [string, number, string[]] = ["", 0, []];
  for (const [path, own] of paths) {
    const cut = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1;
    const inside = path.slice(0, cut);
    if ((inside !== folder || own !== label) && names.length > 0) {
      builder.add(folder, names, label);
      names = [];
    }
    [folder, label] = [inside, own];
    names.push(path.slice(cut));
  }
  if (names.length > 0) builder.add(folder, names, label);
  return builder.finish();
}
