import { readOrientation } from "./read-orientation.ts";

/** A component as the frame and the scan describe it. */
export interface JpegComponent {
  readonly id: number;
  /** Samples across and down beside those of the other components. */
  readonly across: number;
  readonly down: number;
  /** Which table of steps; which Huffman tables, for the first level of a block and the others. */
  readonly steps: number;
  readonly first: number;
  readonly others: number;
}

/** What is known of a JPEG file before its scan is decoded; places are offsets in the file. */
export interface JpegFile {
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
  /** One is grey, three are Y, Cb and Cr. */
  readonly components: readonly JpegComponent[];
  /** Where the 64 steps of tables 0..3 lie, in the file's order. */
  readonly steps: ReadonlyMap<number, { readonly at: number; readonly wide: boolean }>;
  /** Where 16 counts and their symbols lie; 0 and 1 for first levels, 2 and 3 for the others. */
  readonly codes: ReadonlyMap<number, { readonly at: number; readonly length: number }>;
  /** Units of blocks between restarts, 0 for none. */
  readonly interval: number;
  /** Where the scan's data begins. */
  readonly scan: number;
}

/** The largest edge that libjpeg takes. */
const maxEdge = 65500;

/**
 * Reads the markers of a JPEG with one scan of Huffman codes and 8 bits, grey or YCbCr: what nearly every
 * camera and program writes. `undefined` for all other files, whole or damaged: a library decides those.
 */
export function readJpegFile(bytes: Uint8Array): JpegFile | undefined {
  return new MarkerReader(bytes).read();
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly Omit<JpegComponent, "first" | "others">[];
}

// Reads one segment after the other; each method answers false for what is not taken.
class MarkerReader {
  readonly #bytes: Uint8Array;
  readonly #steps = new Map<number, { at: number; wide: boolean }>();
  readonly #codes = new Map<number, { at: number; length: number }>();
  #frame: Frame | undefined;
  #interval = 0;
  #orientation: number | undefined;
  #jfif = false;
  #adobe: number | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  read(): JpegFile | undefined {
    const bytes = this.#bytes;
    for (let at = 2; at + 4 <= bytes.length; ) {
      if (bytes[at] !== 0xff) return undefined;
      while (bytes[at + 1] === 0xff) at++; // fill bytes
      const marker = bytes[at + 1]!;
      const length = this.#word(at + 2);
      const start = at + 4;
      const end = at + 2 + length;
      if (length < 2 || end > bytes.length) return undefined;
      if (marker === 0xda) return this.#scan(start, end);
      if (!this.#segment(marker, start, end)) return undefined;
      at = end;
    }
    return undefined;
  }

  #word(at: number): number {
    return this.#bytes[at]! * 256 + this.#bytes[at + 1]!;
  }

  #segment(marker: number, at: number, end: number): boolean {
    switch (marker) {
      case 0xc0: // baseline
      case 0xc1: // extended sequential
        return this.#readFrame(at, end);
      case 0xc4:
        return this.#readCodes(at, end);
      case 0xdb:
        return this.#readSteps(at, end);
      case 0xdd:
        this.#interval = this.#word(at);
        return end - at === 2;
      case 0xe0:
        return this.#readJfif(at, end);
      case 0xe1:
        return this.#readExif(at, end);
      case 0xee:
        if (end - at >= 12 && this.#starts(at, "Adobe")) this.#adobe = this.#bytes[at + 11]!;
        return true;
      default:
        return marker === 0xfe || (marker >= 0xe2 && marker <= 0xef); // comments and other programs' data
    }
  }

  #starts(at: number, text: string): boolean {
    for (let i = 0; i < text.length; i++)
      if (this.#bytes[at + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  // libjpeg warns of a version other than 1.
  #readJfif(at: number, end: number): boolean {
    if (end - at < 14 || !this.#starts(at, "JFIF\0")) return true;
    this.#jfif = true;
    return this.#bytes[at + 5] === 1;
  }

  #readExif(at: number, end: number): boolean {
    if (!this.#starts(at, "Exif")) return true;
    if (this.#orientation !== undefined || end - at < 6 || !this.#starts(at, "Exif\0\0"))
      return false;
    this.#orientation = readOrientation(this.#bytes.subarray(at + 6, end));
    return this.#orientation !== undefined;
  }

  #readSteps(start: number, end: number): boolean {
    let at = start;
    while (at < end) {
      const wide = this.#bytes[at]! >> 4;
      const slot = this.#bytes[at]! & 15;
      if (wide > 1 || slot > 3) return false;
      this.#steps.set(slot, { at: at + 1, wide: wide === 1 });
      at += 1 + 64 * (1 + wide);
    }
    return at === end;
  }

  #readCodes(start: number, end: number): boolean {
    let at = start;
    while (at + 17 <= end) {
      const kind = this.#bytes[at]! >> 4;
      const slot = this.#bytes[at]! & 15;
      if (kind > 1 || slot > 1) return false;
      let symbols = 0;
      for (let i = 1; i <= 16; i++) symbols += this.#bytes[at + i]!;
      if (symbols > 256) return false;
      this.#codes.set(2 * kind + slot, { at: at + 1, length: 16 + symbols });
      at += 17 + symbols;
    }
    return at === end;
  }

  #readFrame(at: number, end: number): boolean {
    const bytes = this.#bytes;
    const many = bytes[at + 5];
    if (this.#frame !== undefined || end - at < 6 || bytes[at] !== 8) return false;
    if ((many !== 1 && many !== 3) || end - at !== 6 + 3 * many) return false;
    const height = this.#word(at + 1);
    const width = this.#word(at + 3);
    if (height === 0 || width === 0 || height > maxEdge || width > maxEdge) return false;
    const parts: Frame["parts"][number][] = [];
    for (let i = at + 6; i < end; i += 3) {
      const shape = bytes[i + 1]!;
      parts.push({ id: bytes[i]!, across: shape >> 4, down: shape & 15, steps: bytes[i + 2]! });
    }
    this.#frame = { width, height, parts };
    return usualShapes(parts) && parts.every(({ steps }) => steps < 4);
  }

  #scan(at: number, end: number): JpegFile | undefined {
    const frame = this.#frame;
    const bytes = this.#bytes;
    if (frame === undefined || bytes[at] !== frame.parts.length) return undefined;
    const many = frame.parts.length;
    // all 64 levels at once, with all their bits
    const whole = this.#word(at + 1 + 2 * many) === 63 && bytes[at + 3 + 2 * many] === 0;
    if (end - at !== 4 + 2 * many || !whole || !this.#colours(frame)) return undefined;
    const components: JpegComponent[] = [];
    for (let i = 0; i < many; i++) {
      const { id, across, down, steps } = frame.parts[i]!;
      const tables = bytes[at + 2 + 2 * i]!;
      const first = tables >> 4;
      const others = tables & 15;
      if (id !== bytes[at + 1 + 2 * i]! || !this.#steps.has(steps)) return undefined;
      if (first > 1 || others > 1) return undefined;
      if (!this.#codes.has(first) || !this.#codes.has(2 + others)) return undefined;
      components.push({ id, across, down, steps, first, others });
    }
    const { width, height } = frame;
    const steps = this.#steps;
    const codes = this.#codes;
    const interval = this.#interval;
    const orientation = this.#orientation ?? 1;
    return { width, height, orientation, components, steps, codes, interval, scan: end };
  }

  // libjpeg's guess: JFIF means YCbCr, then Adobe's number decides, then the components' names.
  #colours({ parts }: Frame): boolean {
    if (parts.length === 1 || this.#jfif) return true;
    if (this.#adobe !== undefined) return this.#adobe === 1;
    return parts[0]!.id !== 82 || parts[1]!.id !== 71 || parts[2]!.id !== 66; // R, G, B
  }
}

// One component, or colours once a unit and lightness up to twice across and down. Different names.
function usualShapes(parts: Frame["parts"]): boolean {
  const { across, down } = parts[0]!;
  if (across < 1 || down < 1 || across > 4 || down > 4) return false;
  if (parts.length === 1) return true;
  const [one, two, three] = [parts[0]!.id, parts[1]!.id, parts[2]!.id];
  if (one === two || two === three || one === three) return false;
  const once = (i: number) => parts[i]!.across === 1 && parts[i]!.down === 1;
  return across < 3 && down < 3 && once(1) && once(2);
}
