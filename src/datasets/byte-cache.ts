/** A value and what it takes in memory. */
export interface Sized<T> {
  readonly value: T;
  readonly bytes: number;
}

interface Kept<T> {
  readonly making: Promise<Sized<T>>;
  /** 0 until it is made. */
  bytes: number;
}

/** Values that took effort, the ones used last kept while they fit; each is made once at a time. */
export class ByteCache<T> {
  readonly #most: number;
  readonly #kept = new Map<string, Kept<T>>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  /** Bytes of what is kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The value of a key; `make` is called where it is not kept. A failure is not kept. */
  async get(key: string, make: () => Promise<Sized<T>>): Promise<T> {
    const known = this.#kept.get(key);
    if (known !== undefined) {
      this.#kept.delete(key); // to the end of the map: used last
      this.#kept.set(key, known);
      return (await known.making).value;
    }
    const kept = { making: make(), bytes: 0 };
    this.#kept.set(key, kept);
    try {
      const { value, bytes } = await kept.making;
      kept.bytes = bytes;
      this.#bytes += bytes;
      this.#shrink();
      return value;
    } catch (error) {
      this.#kept.delete(key);
      throw error;
    }
  }

  // What is still being made stays: others wait for it.
  #shrink(): void {
    for (const [key, { bytes }] of this.#kept) {
      if (this.#bytes <= this.#most) return;
      if (bytes === 0) continue;
      this.#kept.delete(key);
      this.#bytes -= bytes;
    }
  }
}
