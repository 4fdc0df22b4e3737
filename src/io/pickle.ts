import { type PersistentLoad, PickleMachine } from "./pickle-machine.ts";
import { isAllowedGlobal, isKind, rebuild, setItem } from "./pickle-rebuild.ts";
import type { PickleRules } from "./pickle-rules.ts";
import {
  type PickleKey,
  type PickleNamespace,
  type PickleOrdered,
  type PickleValue,
  pickleKind,
} from "./pickle-values.ts";
import type { Refuse } from "./refuse.ts";

const stop = 0x2e;

const torchRules: PickleRules = { isAllowed: isAllowedGlobal, rebuild };

/** Where a pickle is and who answers for its storages. */
export interface UnpickleOptions {
  readonly refuse: Refuse;
  /** First byte of the pickle in `bytes`. Default 0. */
  readonly start?: number;
  /** Place of `bytes` in the file, for messages. Default 0. */
  readonly base?: number;
  readonly persistent?: PersistentLoad;
  /** What names mean. Default: PyTorch's. */
  readonly rules?: PickleRules;
  /** What the bounds grow with. Default the length of `bytes`. */
  readonly fileSize?: number;
}

/**
 * Reads a pickle of protocol 2 as data: nothing is imported or called, every opcode that is not
 * needed for tensors and containers is refused, and every step is bounded: a stack of 10,000 values,
 * and for a file of up to 2 MB 1,000,000 opcodes; a memo of 100,000 values and 16 MiB of containers
 * and tensors, and more of both the larger the file is. Returns the value and the byte after STOP.
 * Throws `INVALID_FILE` and `TOO_LARGE` with the opcode's place in the file.
 */
export function unpickle(
  bytes: Uint8Array,
  options: UnpickleOptions,
): { readonly value: PickleValue; readonly end: number } {
  const { refuse, start = 0, base = 0, persistent, fileSize = bytes.length } = options;
  const rules = options.rules ?? torchRules;
  const machine = new PickleMachine(bytes, start, base, refuse, persistent, fileSize, rules);
  machine.opcodeAt = start;
  if (machine.byte() !== 0x80) throw machine.deny("a pickle of protocol 2", "other bytes");
  const protocol = machine.byte();
  if (protocol !== 2)
    throw machine.deny("a pickle of protocol 2", protocol, {
      hint: "save it without another pickle_protocol; or the file is damaged",
    });
  for (;;) {
    machine.countOpcode();
    machine.opcodeAt = machine.at;
    const code = machine.byte();
    if (code === stop) return { value: machine.finish(), end: machine.at };
    const run = opcodes.get(code);
    if (run === undefined)
      throw machine.deny("an opcode that data needs", `0x${code.toString(16).padStart(2, "0")}`);
    run(machine);
  }
}

const opcodes: ReadonlyMap<number, (machine: PickleMachine) => void> = new Map(
  Object.entries({
    "(": (m: PickleMachine) => m.mark(),
    ")": (m: PickleMachine) => pushMade(m, tuple([])),
    "]": (m: PickleMachine) => pushMade(m, []),
    "}": (m: PickleMachine) => pushMade(m, new Map()),
    N: (m: PickleMachine) => m.push(null),
    "\x88": (m: PickleMachine) => m.push(true),
    "\x89": (m: PickleMachine) => m.push(false),
    K: (m: PickleMachine) => m.push(m.byte()),
    M: (m: PickleMachine) => m.push(m.take(2).getUint16(0, true)),
    J: (m: PickleMachine) => m.push(m.take(4).getInt32(0, true)),
    G: (m: PickleMachine) => m.push(m.take(8).getFloat64(0, false)),
    "\x8a": (m: PickleMachine) => m.push(wholeNumber(m.take(m.byte()))),
    X: (m: PickleMachine) => m.push(m.text(m.take(4).getUint32(0, true))),
    T: (m: PickleMachine) => m.push(m.oldText(m.take(4).getUint32(0, true))), // str of Python 2
    U: (m: PickleMachine) => m.push(m.oldText(m.byte())), // the same, short
    t: (m: PickleMachine) => pushMade(m, tuple(m.popMark())),
    "\x85": (m: PickleMachine) => tupleOf(m, 1),
    "\x86": (m: PickleMachine) => tupleOf(m, 2),
    "\x87": (m: PickleMachine) => tupleOf(m, 3),
    q: (m: PickleMachine) => m.put(m.byte()),
    r: (m: PickleMachine) => m.put(m.take(4).getUint32(0, true)),
    h: (m: PickleMachine) => m.get(m.byte()),
    j: (m: PickleMachine) => m.get(m.take(4).getUint32(0, true)),
    c: (m: PickleMachine) => m.push(m.global()),
    a: (m: PickleMachine) => append(m, [m.pop()]),
    e: (m: PickleMachine) => append(m, m.popMark()),
    s: (m: PickleMachine) => setItems(m, [m.pop(), m.pop()].reverse()),
    u: (m: PickleMachine) => setItems(m, m.popMark()),
    Q: loadPersistent,
    R: reduce,
    "\x81": newObject,
    b: build,
  }).map(([letter, run]) => [letter.charCodeAt(0), run]),
);

// What one takes in V8, in bytes and about; a tensor's with what TensorMaker makes of it.
function pushMade(machine: PickleMachine, value: PickleValue): void {
  if (isKind(value, "tensor")) machine.charge(768);
  else if (isKind(value, "ordered")) machine.charge(256 + 64 * value.entries.size);
  else if (isKind(value, "tuple")) machine.charge(160 + 8 * value.items.length);
  else machine.charge(256);
  machine.push(value);
}

function tuple(items: readonly PickleValue[]): PickleValue {
  return { kind: "tuple", items };
}

function tupleOf(machine: PickleMachine, count: number): void {
  const items = Array.from({ length: count }, () => machine.pop());
  pushMade(machine, tuple(items.reverse()));
}

// Two's complement of any length, little-endian.
function wholeNumber(view: DataView): number | bigint {
  let value = 0n;
  for (let i = view.byteLength - 1; i >= 0; i--) value = (value << 8n) | BigInt(view.getUint8(i));
  value = BigInt.asIntN(8 * view.byteLength, value);
  const short = Number(value);
  return Number.isSafeInteger(short) ? short : value;
}

function append(machine: PickleMachine, items: readonly PickleValue[]): void {
  const list = machine.target("a list", (value): value is PickleValue[] => Array.isArray(value));
  for (const item of items) list.push(item);
}

function setItems(machine: PickleMachine, items: readonly PickleValue[]): void {
  if (items.length % 2 !== 0) throw machine.deny("a key and a value each", "a key without value");
  const target = machine.target("a dict", isDict);
  const dict = target instanceof Map ? target : target.entries;
  for (let i = 0; i < items.length; i += 2) setItem(dict, items[i]!, items[i + 1]!, machine.deny);
}

function isDict(value: PickleValue): value is Map<PickleKey, PickleValue> | PickleOrdered {
  return value instanceof Map || isKind(value, "ordered");
}

function loadPersistent(machine: PickleMachine): void {
  const id = machine.pop();
  if (machine.persistent === undefined || !isKind(id, "tuple"))
    throw machine.deny("a storage's id here", pickleKind(id));
  machine.push(machine.persistent(id.items, machine.offset));
}

function reduce(machine: PickleMachine): void {
  const args = machine.pop();
  const called = machine.pop();
  if (!isKind(called, "global")) throw machine.deny("a global to rebuild by", pickleKind(called));
  if (!isKind(args, "tuple")) throw machine.deny("a tuple of arguments", pickleKind(args));
  pushMade(machine, machine.rules.rebuild(called.name, args.items, machine.deny));
}

// The one class without a rebuilding function that data needs.
function newObject(machine: PickleMachine): void {
  const args = machine.pop();
  const made = machine.pop();
  const isNamespace = isKind(made, "global") && made.name === "argparse.Namespace";
  if (!isNamespace || !isKind(args, "tuple") || args.items.length > 0)
    throw machine.deny("an empty argparse.Namespace to make", pickleKind(made));
  pushMade(machine, { kind: "namespace", entries: new Map() });
}

// The attributes of a namespace; those of an OrderedDict (`_metadata` of PyTorch's state dicts) are
// not kept.
function build(machine: PickleMachine): void {
  const state = machine.pop();
  if (machine.rules.setState?.(machine.peek(), state, machine.deny)) return;
  const target = machine.target("an OrderedDict or a namespace", hasAttributes);
  if (!isDict(state)) throw machine.deny("a dict of attributes", pickleKind(state));
  if (target.kind === "namespace") target.entries = state instanceof Map ? state : state.entries;
}

function hasAttributes(value: PickleValue): value is PickleOrdered | PickleNamespace {
  return isKind(value, "ordered") || isKind(value, "namespace");
}
