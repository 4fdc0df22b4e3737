/** A message between processes: facts that are JSON, and bytes that belong to them. */
export interface Frame {
  readonly facts: unknown;
  readonly bytes: Uint8Array;
}

/** The most bytes that a reader takes. */
export interface FrameLimits {
  readonly facts: number;
  readonly bytes: number;
}

// The lengths of the facts (uint32) and of the bytes (float64, exact up to 2^53), little-endian.
const headLength = 12;

/** A message as chunks that go through a pipe one after the other. */
export function writeFrame({ facts, bytes }: Frame): Uint8Array[] {
  const text = Buffer.from(JSON.stringify(facts));
  const head = Buffer.allocUnsafe(headLength);
  head.writeUInt32LE(text.length, 0);
  head.writeDoubleLE(bytes.length, 4);
  return [Buffer.concat([head, text]), bytes];
}

/**
 * Puts messages together again. Who writes them may be hostile: lengths are held to the limits
 * before memory is taken, and nothing but JSON and bytes comes out. `push` throws where a message
 * breaks the rules; nothing can be read after that.
 * @example
 * const reader = new FrameReader({ facts: 1000, bytes: 1e6 }, ({ facts }) => console.log(facts));
 * for (const chunk of writeFrame({ facts: { id: 7 }, bytes: new Uint8Array(3) })) reader.push(chunk);
 */
export class FrameReader {
  readonly #limits: () => FrameLimits;
  readonly #onFrame: (frame: Frame) => void;
  #part: "head" | "facts" | "bytes" = "head";
  #buffer: Uint8Array = new Uint8Array(headLength);
  #filled = 0;
  #facts: unknown;
  #bytesLength = 0;

  constructor(limits: FrameLimits | (() => FrameLimits), onFrame: (frame: Frame) => void) {
    this.#limits = typeof limits === "function" ? limits : () => limits;
    this.#onFrame = onFrame;
  }

  /** Takes the next bytes from the pipe. */
  push(chunk: Uint8Array): void {
    let from = 0;
    while (from < chunk.length) {
      const piece = chunk.subarray(from, from + this.#buffer.length - this.#filled);
      this.#buffer.set(piece, this.#filled);
      this.#filled += piece.length;
      from += piece.length;
      if (this.#filled === this.#buffer.length) this.#turn();
    }
  }

  // A part is whole: what follows? Parts without a byte are whole at once.
  #turn(): void {
    const buffer = this.#buffer;
    if (this.#part === "head") this.#begin(buffer);
    else if (this.#part === "bytes") this.#end(buffer);
    else {
      this.#facts = JSON.parse(Buffer.from(buffer).toString());
      this.#expect("bytes", this.#bytesLength);
      if (this.#bytesLength === 0) this.#end(this.#buffer);
    }
  }

  #begin(head: Uint8Array): void {
    const view = Buffer.from(head.buffer, head.byteOffset, head.length);
    const [facts, bytes] = [view.readUInt32LE(0), view.readDoubleLE(4)];
    const limits = this.#limits();
    const fits = facts > 0 && facts <= limits.facts && bytes >= 0 && bytes <= limits.bytes;
    if (!fits || !Number.isInteger(bytes))
      throw new Error(`a message of ${facts} and ${bytes} bytes`);
    this.#bytesLength = bytes;
    this.#expect("facts", facts);
  }

  #end(bytes: Uint8Array): void {
    this.#expect("head", headLength);
    this.#onFrame({ facts: this.#facts, bytes });
  }

  #expect(part: "head" | "facts" | "bytes", length: number): void {
    this.#part = part;
    this.#filled = 0;
    this.#buffer = new Uint8Array(length);
  }
}
