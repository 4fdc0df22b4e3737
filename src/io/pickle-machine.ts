import type { PickleRules } from "./pickle-rules.ts";
import { type PickleStorage, type PickleValue, pickleKind } from "./pickle-values.ts";
import { unreadTensors } from "./pth-storage-types.ts";
import type { RefusalOptions, Refuse } from "./refuse.ts";

/** Looks up a storage by its persistent id; `undefined` where the pickle must not have any. */
export type PersistentLoad = (id: readonly PickleValue[], offset: number) => PickleStorage;

const deepest = 10_000;
// What a pickle may take grows with its file: torch.save puts about 14 values a tensor into the
// memo, and a real tensor needs 1.7 kB by the costs of pickle.ts, for 120 bytes of file or more.
const leastMemo = 100_000;
const memoPerByte = 1 / 8;
const leastRoom = 2 ** 24; // bytes of memory for containers and tensors
const roomPerByte = 12;
const leastOpcodes = 1_000_000;
const opcodesPerByte = 1 / 2;

/** State of the restricted unpickler: bytes, stack and memo, each bounded. */
export class PickleMachine {
  /** The next byte. */
  at: number;
  /** Where the current opcode is, for messages. */
  opcodeAt = 0;
  readonly persistent: PersistentLoad | undefined;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #base: number;
  readonly #refuse: Refuse;
  readonly rules: PickleRules;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  readonly #stack: PickleValue[] = [];
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  readonly #longestMemo: number;
  readonly #mostOpcodes: number;
  #opcodes = 0;
  #room: number;

  constructor(
    bytes: Uint8Array,
    start: number,
    base: number,
    refuse: Refuse,
    persistent: PersistentLoad | undefined,
    fileSize: number,
    rules: PickleRules,
  ) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = start;
    this.#base = base;
    this.#refuse = refuse;
    this.persistent = persistent;
    this.rules = rules;
    this.#room = leastRoom + roomPerByte * fileSize;
    this.#longestMemo = leastMemo + memoPerByte * fileSize;
    this.#mostOpcodes = Math.max(leastOpcodes, opcodesPerByte * fileSize);
  }

  /** The opcode's place in the file. */
  get offset(): number {
    return this.#base + this.opcodeAt;
  }

  /** The error for the current opcode. */
  readonly deny = (what: string, got: unknown, options?: RefusalOptions): Error =>
    this.#refuse(what, got, this.offset, options);

  /** The next `count` bytes as a view; refuses to pass the end. */
  take(count: number): DataView {
    const { byteLength } = this.#bytes;
    if (count > byteLength - this.at)
      throw this.deny(`${count} more bytes of the pickle`, byteLength - this.at);
    const start = this.#view.byteOffset + this.at;
    this.at += count;
    return new DataView(this.#view.buffer, start, count);
  }

  /** The next byte. */
  byte(): number {
    if (this.at >= this.#bytes.length) throw this.deny("a pickle that ends with STOP", "its end");
    return this.#bytes[this.at++]!;
  }

  /** The next `count` bytes as text in UTF-8. */
  text(count: number): string {
    const view = this.take(count);
    try {
      return this.#decoder.decode(view);
    } catch {
      throw this.deny("text in UTF-8", "other bytes");
    }
  }

  /** The next `count` bytes as text of Python 2: in UTF-8 unless the rules say that it is bytes. */
  oldText(count: number): string {
    if (!this.rules.oldTextIsBytes) return this.text(count);
    const { buffer, byteOffset } = this.take(count);
    return Buffer.from(buffer, byteOffset, count).toString("latin1");
  }

  /** Text up to the next line feed, which is taken too. */
  line(): string {
    const end = this.#bytes.indexOf(10, this.at);
    if (end < 0 || end - this.at > 1000) throw this.deny("a name of at most 1000 bytes", "more");
    const text = this.text(end - this.at);
    this.at++;
    return text;
  }

  /** Checks a global's name and makes the inert record of it. */
  global(): PickleValue {
    const module = this.line();
    const name = `${module}.${this.line()}`;
    if (this.rules.isAllowed(name)) return { kind: "global", name };
    if (unreadTensors.has(name))
      throw this.#refuse("a dense tensor of numbers that a Tensor can hold", name, this.offset, {
        code: "UNSUPPORTED_FORMAT",
        hint: "convert the tensors to plain dense ones of float32 in Python and save again",
      });
    throw this.#refuse(
      "tensors, numbers, text and containers only",
      `the global ${name}`,
      this.offset,
      {
        hint: "save model.state_dict() instead of objects; if you did, do not trust this file",
      },
    );
  }

  push(value: PickleValue): void {
    this.#roomFor();
    this.#stack.push(value);
  }

  mark(): void {
    this.#roomFor();
    this.#marks.push(this.#stack.length);
  }

  pop(): PickleValue {
    this.#above(1);
    return this.#stack.pop()!;
  }

  /** The uppermost value, which stays. */
  peek(): PickleValue {
    this.#above(1);
    return this.#stack.at(-1)!;
  }

  /** All values above the last mark, which go with it. */
  popMark(): PickleValue[] {
    const start = this.#marks.pop();
    if (start === undefined) throw this.deny("a MARK on the stack", "none");
    return this.#stack.splice(start);
  }

  /** Ends: the one value left. */
  finish(): PickleValue {
    if (this.#stack.length !== 1 || this.#marks.length > 0)
      throw this.deny("one value at STOP", `${this.#stack.length + this.#marks.length}`);
    return this.#stack[0]!;
  }

  put(index: number): void {
    const value = this.peek();
    if (this.#memo.size >= this.#longestMemo && !this.#memo.has(index))
      throw this.#tooLarge(`a memo of at most ${Math.floor(this.#longestMemo)} values`);
    this.#memo.set(index, value);
  }

  get(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw this.deny("a value put into the memo before", `number ${index}`);
    this.push(value);
  }

  /** The value that a mutating opcode changes, if it is of the right kind. */
  target<Kind extends PickleValue>(what: string, is: (value: PickleValue) => value is Kind): Kind {
    const value = this.peek();
    if (is(value)) return value;
    throw this.deny(`${what} to change`, pickleKind(value));
  }

  /** The error for a pickle that passes a limit. */
  #tooLarge(what: string): Error {
    const hint = "no file of torch.save needs as much; do not trust this one";
    return this.#refuse(what, "more", this.offset, { code: "TOO_LARGE", hint });
  }

  /** Counts memory that something made takes (about, in bytes). */
  charge(cost: number): void {
    this.#room -= cost;
    if (this.#room < 0) throw this.#tooLarge("as many containers and tensors as the size allows");
  }

  /** Refuses to go on after too many opcodes. */
  countOpcode(): void {
    if (++this.#opcodes > this.#mostOpcodes)
      throw this.#tooLarge(`a pickle of at most ${Math.floor(this.#mostOpcodes)} opcodes`);
  }

  #roomFor(): void {
    if (this.#stack.length + this.#marks.length >= deepest)
      throw this.#tooLarge(`a stack of at most ${deepest} values`);
  }

  // Values below the last mark belong to what is being built.
  #above(count: number): void {
    const floor = this.#marks.at(-1) ?? 0;
    if (this.#stack.length - floor < count)
      throw this.deny("a value on the stack", "none above the last MARK");
  }
}
