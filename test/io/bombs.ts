import { pngChunk } from "../datasets/fake-png.ts";

/** Files of less than a kilobyte whose headers tell of gigapixels. */
export const bombs: Readonly<Record<string, Buffer>> = {
  "grey.png": png(65535, 65535, 8, 0),
  "interlaced.png": png(60000, 60000, 16, 6, 1),
  "edge.png": png(0x7fffffff, 0x7fffffff, 8, 2),
  "row.png": png(0x7fffffff, 1, 8, 2),
  "screen.gif": gif([65535, 65535], [1, 1]),
  "frame.gif": gif([1, 1], [65535, 65535]),
  "baseline.jpg": jpeg(0xc0, 65500),
  "progressive.jpg": jpeg(0xc2, 65500),
  "lossy.webp": webp(
    "VP8 ",
    Buffer.from([0x30, 1, 0, 0x9d, 1, 0x2a, 0xff, 0x3f, 0xff, 0x3f, 0, 0]),
  ),
  "lossless.webp": webp("VP8L", Buffer.from([0x2f, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0, 0, 0])),
  "canvas.webp": webp("VP8X", Buffer.from([0, 0, 0, 0, 255, 255, 127, 255, 1, 0])),
  "colour.ppm": Buffer.from(`P6 99999 99999 255\n${"x".repeat(99)}`),
  "wide.pgm": Buffer.from(`P5 2000000000 2000000000 65535\n${"x".repeat(99)}`),
};

function png(width: number, height: number, depth: number, colour: number, interlace = 0): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, colour, 0, 0, interlace], 8);
  const data = Buffer.from("789c010000ffff00000001", "hex");
  const chunks = [
    pngChunk("IHDR", head),
    pngChunk("IDAT", data),
    pngChunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]);
}

type Edges = readonly [width: number, height: number];

function gif(screen: Edges, frame: Edges): Buffer {
  const edges = ([width, height]: Edges) => [width & 255, width >> 8, height & 255, height >> 8];
  return Buffer.from([
    ...Buffer.from("GIF89a"),
    ...[...edges(screen), 0x80, 0, 0, 0, 0, 0, 255, 255, 255], // two colours
    ...[0x2c, 0, 0, 0, 0, ...edges(frame), 0],
    ...[2, 2, 0x4c, 1, 0, 0x3b], // one pixel
  ]);
}

// The markers of a picture that 1 pixel has too, with another size.
function jpeg(frame: number, edge: number): Buffer {
  const [high, low] = [edge >> 8, edge & 255];
  const codes = (kind: number) => [0xff, 0xc4, 0, 20, kind, 1, ...new Array(15).fill(0), 0];
  const last = frame === 0xc0 ? 63 : 0;
  return Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xdb, 0, 67, 0, ...new Array(64).fill(1)],
    ...[0xff, frame, 0, 11, 8, high, low, high, low, 1, 1, 0x11, 0],
    ...[...codes(0), ...codes(0x10)],
    ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, last, 0, 0x3f, 0xff, 0xd9],
  ]);
}

function webp(kind: string, data: Buffer): Buffer {
  const head = Buffer.from(`RIFF....WEBP${kind}....`, "latin1");
  head.writeUInt32LE(12 + data.length, 4);
  head.writeUInt32LE(data.length, 16);
  return Buffer.concat([head, data]);
}
