import { crc32 } from "node:zlib";

/**
 * A freshly encoded JPEG or PNG with the EXIF orientation written into it. (The image library can
 * only do so together with a colour profile that turns grey into RGB.)
 */
export function withOrientation(
  encoded: Uint8Array,
  format: "jpeg" | "png",
  orientation: number,
): Uint8Array {
  if (orientation === 1) return encoded; // what a file without the tag means
  const exif = exifBlock(orientation);
  const segment = format === "jpeg" ? jpegSegment(exif) : pngChunk(exif);
  // JPEG: after the start marker and the JFIF segment; PNG: after the signature and IHDR.
  const at = format === "jpeg" ? jfifEnd(encoded) : 33;
  const out = new Uint8Array(encoded.length + segment.length);
  out.set(encoded.subarray(0, at));
  out.set(segment, at);
  out.set(encoded.subarray(at), at + segment.length);
  return out;
}

// A TIFF header and one directory with one entry: tag 0x0112, type 3 (SHORT), one value.
function exifBlock(orientation: number): Uint8Array {
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8]; // big-endian, directory at byte 8
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  return Uint8Array.from([...header, 0, 1, ...entry, 0, 0, 0, 0]);
}

function jpegSegment(exif: Uint8Array): Uint8Array {
  const length = 2 + 6 + exif.length;
  const name = [0x45, 0x78, 0x69, 0x66, 0, 0]; // "Exif"
  return Uint8Array.from([0xff, 0xe1, length >> 8, length & 255, ...name, ...exif]);
}

function jfifEnd(encoded: Uint8Array): number {
  if (encoded[3] !== 0xe0) return 2; // no JFIF segment
  return 4 + encoded[4]! * 256 + encoded[5]!; // the length counts its own two bytes
}

function pngChunk(exif: Uint8Array): Uint8Array {
  const chunk = Buffer.alloc(12 + exif.length);
  chunk.writeUInt32BE(exif.length, 0);
  chunk.write("eXIf", 4, "latin1");
  chunk.set(exif, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), 8 + exif.length);
  return chunk;
}
