import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Channels, Image, Mask } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";

/** An array as the golden files keep it; large ones by their hash only. */
export interface Packed {
  readonly shape: readonly number[];
  readonly dtype: "uint8" | "float32";
  readonly sha256: string;
  readonly data?: string;
}

/** One call and what torchvision made of it. */
export interface GoldenCase {
  readonly input: string;
  readonly args: readonly never[];
  readonly output: Packed;
  /** The largest difference allowed; without it the bytes must be equal. */
  readonly tolerance?: number;
}

/** A golden file of the transforms, as it is. */
export function golden<Content>(name: string): Content {
  return JSON.parse(readFileSync(fixture("golden", "transforms", `${name}.json`), "utf8"));
}

const inputs = golden<Record<string, Packed>>("inputs");

/** A picture or mask of `inputs.json`. */
export function goldenInput(name: string): Image | Mask {
  const packed = inputs[name];
  assert.ok(packed, `no input ${name}`);
  const values = unpack(packed);
  const [height, width, channels] = packed.shape as [number, number, Channels | undefined];
  if (channels === undefined) return new Mask(Uint8Array.from(values), [height, width]);
  return new Image(values, { height, width, channels });
}

/** Compares a picture, mask or tensor with a golden array. */
export function assertGolden(got: unknown, want: Packed, tolerance: number | undefined): void {
  const { shape, data } = arrayOf(got);
  assert.deepEqual(shape, want.shape);
  assert.equal(data instanceof Uint8Array, want.dtype === "uint8", "kind of array");
  if (want.data !== undefined) compare(data, unpack(want), tolerance);
  if (want.data === undefined || tolerance === undefined) assert.equal(sha256(data), want.sha256);
}

function arrayOf(got: unknown): { shape: readonly number[]; data: Uint8Array | Float32Array } {
  if (got instanceof Image) return { shape: [got.height, got.width, got.channels], data: got.data };
  if (got instanceof Mask) return { shape: got.shape, data: got.data as Uint8Array };
  assert.ok(got instanceof Tensor);
  return { shape: got.shape, data: got.hostData() as Float32Array };
}

function compare(got: ArrayLike<number>, want: ArrayLike<number>, tolerance = 0): void {
  for (let i = 0; i < want.length; i++) {
    const difference = Math.abs(got[i]! - want[i]!);
    assert.ok(difference <= tolerance, `value ${i}: got ${got[i]}, want ${want[i]}`);
  }
}

function unpack({ dtype, data }: Packed): Uint8Array | Float32Array {
  const bytes = new Uint8Array(Buffer.from(data!, "base64"));
  return dtype === "uint8" ? bytes : new Float32Array(bytes.buffer);
}

function sha256(data: Uint8Array | Float32Array): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return createHash("sha256").update(bytes).digest("hex");
}
