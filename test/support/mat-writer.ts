import { deflateSync } from "node:zlib";

/** A value for a fake MATLAB file: text, bytes or numbers with a shape, a cell, or structures. */
export type FakeMat =
  | string
  | { readonly shape: readonly number[]; readonly bytes: Uint8Array }
  | { readonly shape: readonly number[]; readonly doubles: readonly number[] }
  | { readonly cell: readonly FakeMat[] }
  | { readonly structs: readonly Readonly<Record<string, FakeMat>>[] };

/** A MATLAB file of level 5, little-endian, its variables compressed as `save -v7` does. */
export function makeMat(variables: Readonly<Record<string, FakeMat>>): Buffer {
  const head = Buffer.alloc(128, " ");
  head.write("MATLAB 5.0 MAT-file", 0, "latin1");
  head.fill(0, 116, 124);
  head.write("\x00\x01IM", 124, "latin1");
  const parts = Object.entries(variables).map(([name, value]) => {
    const packed = deflateSync(array(name, value));
    return Buffer.concat([tag(15, packed.length), packed]);
  });
  return Buffer.concat([head, ...parts]);
}

function tag(type: number, size: number): Buffer {
  const out = Buffer.alloc(8);
  out.writeUInt32LE(type, 0);
  out.writeUInt32LE(size, 4);
  return out;
}

function element(type: number, data: Uint8Array): Buffer {
  const padding = Buffer.alloc((8 - (data.length % 8)) % 8);
  return Buffer.concat([tag(type, data.length), data, padding]);
}

function int32(...values: number[]): Buffer {
  return Buffer.from(Int32Array.from(values).buffer);
}

function array(name: string, value: FakeMat): Buffer {
  const { kind, shape, content } = contentOf(value);
  const parts = [
    element(6, int32(kind, 0)),
    element(5, int32(...shape)),
    element(1, Buffer.from(name, "latin1")),
    ...content,
  ];
  return element(14, Buffer.concat(parts));
}

function contentOf(value: FakeMat): { kind: number; shape: readonly number[]; content: Buffer[] } {
  if (typeof value === "string") {
    const units = Buffer.from(value, "utf16le");
    return { kind: 4, shape: [1, value.length], content: [element(4, units)] };
  }
  if ("bytes" in value) return { kind: 9, shape: value.shape, content: [element(2, value.bytes)] };
  if ("doubles" in value) {
    const data = Buffer.from(Float64Array.from(value.doubles).buffer);
    return { kind: 6, shape: value.shape, content: [element(9, data)] };
  }
  if ("cell" in value) {
    const content = value.cell.map((item) => array("", item));
    return { kind: 1, shape: [1, value.cell.length], content };
  }
  const names = Object.keys(value.structs[0] ?? {});
  const padded = Buffer.alloc(32 * names.length);
  for (const [i, name] of names.entries()) padded.write(name, 32 * i, "latin1");
  const items = value.structs.flatMap((one) => names.map((name) => array("", one[name]!)));
  const content = [element(5, int32(32)), element(1, padded), ...items];
  return { kind: 2, shape: [1, value.structs.length], content };
}
