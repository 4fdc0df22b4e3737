import { createInterface } from "node:readline";

/** Pixels `[height, width, 3]` as bytes in base64. */
export interface PackedPhoto {
  readonly height: number;
  readonly width: number;
  readonly data: string;
}

/** The lines that a peer of the transforms' benchmark gets. */
export type TransformRequest =
  | { readonly op: "open"; readonly photos: Readonly<Record<string, PackedPhoto>> }
  | {
      readonly op: "prepare";
      readonly name: string;
      readonly python: string;
      readonly photo: string;
      readonly floats: boolean;
    }
  | { readonly op: "time"; readonly calls: number; readonly seed: number };

/** Its answers; `missing` says why it cannot do what was asked. */
export interface TransformReply {
  readonly missing?: string;
  readonly about?: string;
  /** Of all calls together: by the clock, and of the processor, all threads of the process. */
  readonly seconds?: number;
  readonly cpu?: number;
}

/** Answers the requests on standard input until it ends. */
export async function serveTransforms(
  answer: (request: TransformRequest) => Promise<TransformReply>,
): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as TransformRequest;
    process.stdout.write(`${JSON.stringify(await answer(request))}\n`);
  }
}

/** How long some work takes. */
export async function timed(work: () => Promise<void>): Promise<TransformReply> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpu: (user + system) / 1e6 };
}
