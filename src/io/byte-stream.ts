// V8 makes arrays of so few bytes without an ArrayBuffer.
const onHeap = 64;

/** Bytes that come in pieces, taken in the amounts that a reader needs. */
export class ByteStream {
  readonly #source: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array(0);
  #at = 0;
  #taken = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Bytes that were taken or left out so far. */
  get offset(): number {
    return this.#taken;
  }

  /** Bytes that are here already. */
  get here(): number {
    return this.#piece.length - this.#at;
  }

  /** Up to `count` of the bytes that are here already, which come again. */
  seen(count: number): Uint8Array {
    return this.#piece.subarray(this.#at, this.#at + count);
  }

  /** The next `count` bytes where they are here already, to be looked at before the next call. */
  peeked(count: number): Uint8Array | undefined {
    const end = this.#at + count;
    if (end > this.#piece.length) return undefined;
    const bytes = this.#piece.subarray(this.#at, end);
    this.#at = end;
    this.#taken += count;
    return bytes;
  }

  /** The same, in memory of their own. */
  takeHere(count: number): Uint8Array | undefined {
    const bytes = this.peeked(count);
    if (bytes === undefined) return undefined;
    if (count <= onHeap) return new Uint8Array(bytes);
    const own = Buffer.allocUnsafeSlow(count);
    own.set(bytes);
    return plain(own);
  }

  /** As many of the next bytes as are here are left out, `count` at most; how many that are. */
  skipHere(count: number): number {
    const step = Math.min(count, this.here);
    this.#move(step);
    return step;
  }

  /**
   * The next `count` bytes, in memory of their own; undefined where the stream ends before. Memory is
   * taken at once where they are `sure` to come (then pieces may be overwritten by the next), else piece
   * by piece: nothing is allocated on the word of a damaged file.
   */
  async take(count: number, sure = false): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = [];
    const whole = sure ? Buffer.allocUnsafeSlow(count) : undefined;
    for (let at = 0; at < count; ) {
      if (this.#at === this.#piece.length && !(await this.#next())) return undefined;
      const part = this.#piece.subarray(this.#at, this.#at + count - at);
      this.#move(part.length);
      if (whole === undefined) parts.push(part);
      else whole.set(part, at);
      at += part.length;
    }
    return plain(whole ?? joined(parts, count));
  }

  /** Leaves `count` bytes out; false where the stream ends before. */
  async skip(count: number): Promise<boolean> {
    for (let left = count; left > 0; ) {
      if (this.#at === this.#piece.length && !(await this.#next())) return false;
      const step = Math.min(left, this.#piece.length - this.#at);
      this.#move(step);
      left -= step;
    }
    return true;
  }

  /** What is left of the current piece, or the next one; undefined at the end. */
  async rest(): Promise<Uint8Array | undefined> {
    if (this.#at === this.#piece.length && !(await this.#next())) return undefined;
    return this.peeked(this.#piece.length - this.#at);
  }

  /** Ends the source. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  #move(count: number): void {
    this.#at += count;
    this.#taken += count;
  }

  async #next(): Promise<boolean> {
    const { value, done } = await this.#source.next();
    if (done) return false;
    this.#piece = value;
    this.#at = 0;
    return value.length > 0 || this.#next();
  }
}

function joined(parts: readonly Uint8Array[], count: number): Uint8Array {
  const whole = Buffer.allocUnsafeSlow(count);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// A Buffer's methods are not those of the arrays that others are promised.
function plain({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
