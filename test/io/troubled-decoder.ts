import { pbkdf2 } from "node:crypto";
import { writeSync } from "node:fs";
import { promisify } from "node:util";
import { decodeImage } from "../../src/io/decode-image.ts";
import { type Decode, serve } from "../../src/io/decoder-serve.ts";
import { VisionError } from "../../src/util/errors.ts";

// What happens in mid-decode is a part of the file's name: "photo.SIGSEGV.png".
const troubles: Readonly<Record<string, () => unknown>> = {
  SIGSEGV: () => process.kill(process.pid, "SIGSEGV"),
  SIGKILL: () => process.kill(process.pid, "SIGKILL"),
  SIGABRT: () => process.abort(),
  exit: () => process.exit(0),
  loop: () => {
    while (true);
  },
  native: () => promisify(pbkdf2)("", "", 2 ** 31 - 1, 64, "sha512"), // an hour in a thread of the pool
  full: () =>
    Promise.reject(
      new VisionError({ code: "EXHAUSTED", who: "a", expected: "b", got: "c", hint: "d" }),
    ),
  never: () => new Promise(() => {}),
  bloat: () => {
    const kept: Buffer[] = [];
    setInterval(() => kept.push(Buffer.alloc(32 << 20, 1)), 1);
    return new Promise(() => {});
  },
  babble: () => writeSync(3, Buffer.alloc(64, 255)),
  lie: () =>
    writeSync(3, frame({ kind: "image", rss: 1, info: { width: 9, height: 9, channels: 3 } })),
  null: () => writeSync(3, frame(null)),
  noError: () => writeSync(3, frame({ kind: "failed", rss: 1, error: null })),
};

function frame(facts: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(facts));
  const head = Buffer.alloc(12);
  head.writeUInt32LE(text.length, 0);
  return Buffer.concat([head, text]);
}

const decode: Decode = async (bytes, options) => {
  const decoding = decodeImage(bytes, options);
  await troubles[options.file?.split(".").at(-2) ?? ""]?.();
  return decoding;
};

serve(decode);
