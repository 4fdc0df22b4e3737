import { pickle, stacked, stackedWith, storageId, tensorOf, zipOf } from "./pth-files.ts";

/** A small file that asks for much, and what comes of it: a code, or that it is read. */
export interface Bomb {
  readonly file: Uint8Array;
  readonly ends: "INVALID_FILE" | "TOO_LARGE" | "read";
}

const floats = "torch\nFloatStorage";
const billions = "\x8a\x05\0\0\0\xd2\x0d"; // 59 billion elements
const four = Buffer.alloc(16);

function int32(value: number, opcode = "J"): string {
  const bytes = Buffer.alloc(5, opcode);
  bytes.writeInt32LE(value, 1);
  return bytes.toString("latin1");
}

const view = (size: string, stride: string, elements = "K\x04") =>
  tensorOf(storageId(floats, elements, { isStacked: true }), { size, stride });

// The opcodes of one thing, as often as a megabyte holds them.
function filled(before: string, unit: string, after = "."): Uint8Array {
  return stacked(before + unit.repeat(Math.floor(999_000 / unit.length)) + after);
}

function sizeBombs(): Record<string, Bomb> {
  const asked = tensorOf(storageId(floats, billions));
  const records = [["data.pkl", pickle(`${asked}.`)] as const, ["data/0", four] as const];
  const zip = [...records, ["version", Buffer.from("3\n")] as const];
  const halves = storageId("torch\nHalfStorage", int32(490_000), { isStacked: true });
  const wide = tensorOf(halves, { size: `K\x0c${int32(490_000)}`, stride: "K\0K\x01" });
  const ones = "K\x01".repeat(60);
  const flat = tensorOf(storageId(floats, "K\x04", { isStacked: true }), {
    size: `(${int32(2 ** 22)}${ones}t`,
    stride: `(K\0${ones}t`,
  }).replaceAll("t\x85", "t");
  return {
    "a storage of 236 GB in a file of 1 kB": {
      file: zipOf(zip.map(([name, bytes]) => [`a/${name}`, bytes])),
      ends: "INVALID_FILE",
    },
    "the same, stacked": {
      file: stackedWith(`${view("K\x04", "K\x01", billions)}.`, four, 59_000_000_000),
      ends: "INVALID_FILE",
    },
    "an element expanded to 8 GiB": {
      file: stackedWith(`${view(int32(2 ** 31 - 1), "K\0")}.`, four, 4),
      ends: "TOO_LARGE",
    },
    "an element expanded as far as allowed": {
      file: stackedWith(`${view(int32(2 ** 22), "K\0")}.`, four, 4),
      ends: "read",
    },
    "60 dimensions of 1 beside an expanded one": {
      file: stackedWith(`${flat}.`, four, 4),
      ends: "read",
    },
    "a megabyte of halves expanded as far as allowed": {
      file: stackedWith(`${wide.replaceAll("\x85", "\x86")}.`, Buffer.alloc(980_000), 490_000),
      ends: "read",
    },
  };
}

function stackBombs(): Record<string, Bomb> {
  const puts = Array.from({ length: 198_000 }, (_, n) => int32(n, "r"));
  return {
    marks: { file: filled("", "(", ""), ends: "TOO_LARGE" },
    "lists in each other": { file: filled("", "]", ""), ends: "TOO_LARGE" },
    "tuples in each other": { file: filled(")", "\x85"), ends: "TOO_LARGE" },
    "values in the memo": { file: stacked(`N${puts.join("")}.`), ends: "read" },
  };
}

function containerBombs(): Record<string, Bomb> {
  const ordered = "ccollections\nOrderedDict\nq\0)q\x01R";
  const id = storageId(floats, "K\x04", { isStacked: true });
  const first = tensorOf(id, { size: "K\x04" }).replace("v2\n", "v2\nq\0").replace(/R$/, "q\x01R");
  // A function and its argument, a list in a tuple, both in the memo.
  const repeated = ([name, items]: readonly [string, string]) =>
    `c${name}\nq\0](${items}e\x85q\x01Ra`;
  const pairs = [
    "collections\nOrderedDict",
    Array.from({ length: 9000 }, (_, n) => `${int32(n)}N\x86`).join(""),
  ] as const;
  const numbers = ["torch\nSize", "K\x01".repeat(100_000)] as const;
  const tensors = (count: number) =>
    stackedWith(`]${first}a${"h\0h\x01Ra".repeat(count)}.`, four, 4);
  return {
    "empty dicts": { file: filled("]", "}a"), ends: "TOO_LARGE" },
    "dicts of one entry": { file: filled("]", "}NNsa"), ends: "TOO_LARGE" },
    "ordered dicts": { file: filled(`]${ordered}a`, "h\0h\x01Ra"), ends: "TOO_LARGE" },
    "empty lists": { file: filled("]", "]a"), ends: "TOO_LARGE" },
    "lists of one item": { file: filled("]", "]Naa"), ends: "TOO_LARGE" },
    "empty tuples": { file: filled("]", ")a"), ends: "TOO_LARGE" },
    "one list of pairs, made into dicts again and again": {
      file: stacked(`]${repeated(pairs)}${"h\0h\x01Ra".repeat(150_000)}.`),
      ends: "TOO_LARGE",
    },
    "one size again and again": {
      file: stacked(`]${repeated(numbers)}${"h\0h\x01Ra".repeat(120_000)}.`),
      ends: "TOO_LARGE",
    },
    "namespaces of one dict": {
      file: stacked(
        `]cargparse\nNamespace\nq\0)\x81}(${"K\x01K\x02".repeat(200)}uq\x01ba${"h\0)\x81h\x01ba".repeat(120_000)}.`,
      ),
      ends: "TOO_LARGE",
    },
    "one tensor again and again": { file: tensors(160_000), ends: "TOO_LARGE" },
    "as many tensors as allowed": { file: tensors(22_000), ends: "read" },
    "as many dicts as allowed": {
      file: stacked(`]${"}a".repeat(72_000)}X${int32(800_000).slice(1)}${"a".repeat(800_000)}a.`),
      ends: "read",
    },
  };
}

// Each list holds the one before it twice, and a tuple all of them.
function doubled(levels: number): string {
  const get = (n: number) => `h${String.fromCharCode(n)}`;
  let body = "]q\0";
  for (let n = 1; n < levels; n++)
    body += `](${get(n - 1)}${get(n - 1)}eq${String.fromCharCode(n)}`;
  return `(${body}t.`;
}

function otherBombs(): Record<string, Bomb> {
  const records = Array.from({ length: 11_000 }, (_, n) => [`a/${n}`, Buffer.alloc(0)] as const);
  const parts = [["a/data.pkl", pickle("N.")] as const, ["a/version", Buffer.from("3\n")] as const];
  const text = int32(990_000).slice(1);
  return {
    "a list that holds itself": { file: stacked("]q\0h\0a."), ends: "TOO_LARGE" },
    "40 lists of twice the one before": { file: stacked(doubled(40)), ends: "TOO_LARGE" },
    "17 lists of twice the one before": { file: stacked(doubled(17)), ends: "read" },
    "short texts": { file: filled("]", "U\x02aba"), ends: "read" },
    "one long text": { file: stacked(`X${text}${"\xc3\xa9".repeat(495_000)}.`), ends: "read" },
    numbers: { file: filled("]", `G${"@".repeat(8)}a`), ends: "read" },
    "long integers": { file: filled("]", `\x8a\xff${"\x7f".repeat(255)}a`), ends: "read" },
    "a million bytes of None": { file: filled("]", "Na"), ends: "read" },
    "11,000 records": { file: zipOf([...parts, ...records]), ends: "read" },
  };
}

/** Hostile files of a megabyte at most, by what they are full of. */
export function pthBombs(): Readonly<Record<string, Bomb>> {
  return { ...sizeBombs(), ...stackBombs(), ...containerBombs(), ...otherBombs() };
}
