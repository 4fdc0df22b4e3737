import { Buffer } from "node:buffer";

/** Floats with anything in them, for who writes all of them: without the zeros that `new` fills in. */
export function uninitialized(length: number): Float32Array<ArrayBuffer> {
  return new Float32Array(Buffer.allocUnsafeSlow(4 * length).buffer, 0, length);
}
