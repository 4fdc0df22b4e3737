import type { Mode, NetName, Workload } from "./workload.ts";

/** The first line that a peer gets; arrays are little-endian bytes in base64. */
export interface OpenRequest {
  readonly op: "open";
  readonly threads: number;
  readonly net: NetName;
  readonly mode: Mode;
  readonly lr: number;
  readonly batchSize: number;
  readonly input: readonly number[];
  readonly batches: number;
  /** float32. */
  readonly weights: Readonly<Record<string, { shape: readonly number[]; data: string }>>;
  /** float32 `[batches, batchSize, ...input]`. */
  readonly images: string;
  /** uint8 `[batches, batchSize]`. */
  readonly labels: string;
}

/** Asks for training steps, which go on where the last ones ended. */
export interface RunRequest {
  readonly op: "run";
  readonly steps: number;
}

/** What a peer is; `missing` says why it cannot work on this machine. */
export interface OpenReply {
  readonly missing?: string;
  /** Names and versions, such as `PyTorch 1.13.0, one thread`. */
  readonly about?: string;
}

/** Seconds and loss of each step; the loss is that before the step's update. */
export interface RunReply {
  readonly seconds: readonly number[];
  readonly losses: readonly number[];
}

/** The opening request for a workload. */
export function openRequest(work: Workload, threads: number): OpenRequest {
  const { net, mode, lr, batchSize, batches, input } = work;
  const weights = work.weights.map(({ name, shape, data }) => [name, { shape, data: pack(data) }]);
  return {
    op: "open",
    threads,
    net,
    mode,
    lr,
    batchSize,
    batches,
    input,
    weights: Object.fromEntries(weights),
    images: pack(work.images),
    labels: pack(work.labels),
  };
}

/** The float32 numbers that `openRequest` packed. */
export function unpackFloats(text: string): Float32Array {
  return new Float32Array(unpackBytes(text).buffer);
}

/** The bytes that `openRequest` packed. */
export function unpackBytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "base64"));
}

function pack({ buffer, byteOffset, byteLength }: Float32Array | Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}
