import { Socket } from "node:net";
import type { Image } from "../sample/index.ts";
import { sendError } from "../util/sent-error.ts";
import type { DecodeOptions } from "./decode-image.ts";
import type { Answer, RequestFacts } from "./decoder-process.ts";
import { type Frame, FrameReader, writeFrame } from "./frames.ts";

/** How a process decodes. */
export type Decode = (bytes: Uint8Array, options: DecodeOptions) => Promise<Image>;

const nothing = new Uint8Array(0);

/**
 * The process's side of a pool: decodes one image after the other that comes through file descriptor
 * 3, until that is closed: so it ends with the program that started it, however that ends.
 */
export function serve(decode: Decode): void {
  // Signals to the whole group are the program's matter: it may want the images under way.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
  const pipe = new Socket({ fd: 3 });
  const tell: Tell = (answer, bytes = nothing) => {
    for (const chunk of writeFrame({ facts: answer, bytes })) pipe.write(chunk);
  };
  const limits = { facts: 2 ** 20, bytes: Number.MAX_SAFE_INTEGER };
  const reader = new FrameReader(limits, (frame) => void one(decode, frame, tell));
  pipe.on("data", (chunk) => reader.push(chunk));
  // An exit would wait for what is stuck in native code.
  const end = () => process.kill(process.pid, "SIGKILL");
  pipe.on("error", end);
  pipe.on("close", end);
}

type Tell = (answer: Answer, bytes?: Uint8Array) => void;

async function one(decode: Decode, { facts, bytes }: Frame, tell: Tell): Promise<void> {
  const { options, memory } = facts as RequestFacts;
  tell({ kind: "begun" });
  const watch = setInterval(() => {
    const rss = process.memoryUsage.rss();
    if (rss <= memory) return;
    clearInterval(watch);
    tell({ kind: "too large", rss }); // the program ends this process
  }, 50);
  try {
    const { width, height, channels, orientation, data } = await decode(bytes, options);
    const info = { width, height, channels, orientation };
    tell({ kind: "image", rss: process.memoryUsage.rss(), info }, data as Uint8Array);
  } catch (error) {
    const frame = { who: "decodeImage", expected: "an image that can be decoded" };
    const sent = sendError(error, "a process that decodes", frame);
    tell({ kind: "failed", rss: process.memoryUsage.rss(), error: sent });
  } finally {
    clearInterval(watch);
  }
}
