import { crc32, deflateSync } from "node:zlib";

/** A PNG of labels, 8 or 16 bits of grey, or 8 bits of a palette that shows them in other colours. */
export function makeLabelPng(
  labels: Uint8Array | Uint16Array,
  [height, width]: readonly [number, number],
  { palette = false } = {},
): Buffer {
  const bytes = labels.BYTES_PER_ELEMENT;
  const rows = Buffer.alloc(height * (1 + width * bytes));
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const at = y * (1 + width * bytes) + 1 + x * bytes;
      if (bytes === 2) rows.writeUInt16BE(labels[i]!, at);
      else rows[at] = labels[i]!;
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8 * bytes;
  head[9] = palette ? 3 : 0;
  const colours = Buffer.from(Array.from({ length: 768 }, (_, i) => 255 - (i % 251)));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    pngChunk("IHDR", head),
    ...(palette ? [pngChunk("PLTE", colours)] : []),
    pngChunk("IDAT", deflateSync(rows)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A part of a PNG, with its checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}
