import { crc32, deflateRawSync } from "node:zlib";

/** An entry to put into an archive; `type` is tar's letter: 0 file, 2 symbolic link, 5 folder. */
export interface FakeEntry {
  readonly name: string;
  readonly content?: Uint8Array | string;
  readonly type?: string;
  readonly link?: string;
}

/** A tar archive (POSIX ustar), written by the rules of its header alone. */
export function makeTar(entries: readonly FakeEntry[], { end = true } = {}): Buffer {
  const parts = entries.flatMap(({ name, content = "", type = "0", link = "" }) => {
    const body = Buffer.from(content);
    const head = Buffer.alloc(512);
    const put = (text: string, at: number) => head.write(text, at, "latin1");
    put(name, 0);
    put("0000644\0", 100);
    put("0000000\0", 108);
    put("0000000\0", 116);
    put(`${body.length.toString(8).padStart(11, "0")}\0`, 124);
    put("00000000000\0", 136);
    put("        ", 148);
    put(type, 156);
    put(link, 157);
    put("ustar\x0000", 257);
    const sum = head.reduce((total, byte) => total + byte, 0);
    put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [head, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat(end ? [...parts, Buffer.alloc(1024)] : parts);
}

/** A zip archive of deflated entries, with Unix file types. */
export function makeZip(entries: readonly FakeEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content = "", type = "0" } of entries) {
    const [body, title] = [Buffer.from(content), Buffer.from(name)];
    const packed = deflateRawSync(body);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(8, 4); // deflate
    common.writeUInt16LE(0x21, 8); // 1980-01-01
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(title.length, 22);
    locals.push(Buffer.from("PK\x03\x04"), common, title, packed);
    const rest = Buffer.alloc(14);
    const mode = { "0": 0o100644, "2": 0o120777, "5": 0o040755 }[type] ?? 0;
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    // Made by Unix, version 2.0.
    central.push(Buffer.from("PK\x01\x02\x14\x03", "latin1"), common, rest, title);
    offset += 30 + title.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
