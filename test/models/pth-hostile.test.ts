import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { crc32 } from "node:zlib";
import { unpickle } from "../../src/models/pickle.ts";
import { type PthValue, parsePth } from "../../src/models/pth.ts";
import { refuseIn } from "../../src/models/pth-errors.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { Rng } from "../../src/util/rng.ts";
import { fixture } from "../support/paths.ts";

const golden = (name: string) => readFileSync(fixture("golden", "pth", name));
const pickle = (body: string) => Buffer.from(`\x80\x02${body}`, "latin1");
const run = (body: string) => unpickle(pickle(body), { refuse: refuseIn("evil.pth"), base: 64 });

function refusal(action: () => unknown): VisionError | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof VisionError, String(error));
    assert.equal(error.file, "evil.pth");
    assert.equal(typeof error.offset, "number");
    return error;
  }
}

const hostile = `os.system os.popen os.execv os.spawnl posix.system posix.execve nt.system nt.popen
sys.exit sys.modules subprocess.Popen subprocess.call subprocess.check_output subprocess.run
builtins.eval builtins.exec builtins.compile builtins.getattr builtins.__import__ builtins.open
__builtin__.eval __builtin__.getattr __builtin__.set runpy.run_path runpy._run_code torch.hub.load
torch.load torch.jit.load torch.nn.modules.linear.Linear
torch.serialization.load shutil.rmtree socket.socket pickle.loads _pickle.loads importlib.import_module
code.interact pty.spawn webbrowser.open timeit.timeit pdb.run asyncio.create_subprocess_shell
ctypes.CDLL operator.attrgetter functools.partial bdb.Bdb pip.main numpy.core.multiarray.scalar
collections.OrderedDict.fromkeys torch.Size.__class__ Object.prototype.constructor`.split(/\s+/);

for (const name of hostile) {
  test(`the global ${name} is refused by name and place`, () => {
    const dot = name.lastIndexOf(".");
    const call = `c${name.slice(0, dot)}\n${name.slice(dot + 1)}\nU\x02id\x85R.`;
    const error = refusal(() => run(`N${call}`));
    assert.match(error?.message ?? "", new RegExp(`the global ${name.replaceAll(".", "\\.")}"`));
    assert.equal(error?.offset, 67); // 64, the protocol's 2 bytes, and None
  });
}

const kinds = {
  None: "N",
  number: "K\x01",
  text: "U\x01a",
  tuple: ")",
  list: "]",
  dict: "}",
  ordered: "ccollections\nOrderedDict\n)R",
  global: "ctorch\nSize\n",
  device: "ctorch\ndevice\nU\x03cpu\x85R",
};
const mutators = {
  APPEND: { after: "Na.", fits: ["list"] },
  APPENDS: { after: "(Ne.", fits: ["list"] },
  SETITEM: { after: "U\x01kNs.", fits: ["dict", "ordered"] },
  SETITEMS: { after: "(U\x01kNu.", fits: ["dict", "ordered"] },
  BUILD: { after: "}b.", fits: ["ordered"] },
  REDUCE: { after: "))\x85\x85R.", fits: [] },
  BINPERSID: { after: "Q.", fits: [] },
};

for (const [opcode, { after, fits }] of Object.entries(mutators)) {
  for (const [kind, bytes] of Object.entries(kinds)) {
    const allowed = (fits as readonly string[]).includes(kind);
    test(`${opcode} on ${kind} is ${allowed ? "done" : "refused"}`, () => {
      assert.equal(refusal(() => run(bytes + after)) === undefined, allowed);
    });
  }
}

test("bombs end in an error: marks, memo, nesting, what holds itself, many references", () => {
  assert.equal(refusal(() => run("(".repeat(2 ** 20)))?.code, "TOO_LARGE");
  assert.equal(refusal(() => run("]".repeat(2 ** 20)))?.code, "TOO_LARGE");
  assert.equal(refusal(() => run("]]a".padEnd(1_100_000, "]a")))?.code, "TOO_LARGE");
  assert.match(refusal(() => run("X\xff\xff\xff\x7fab."))?.message ?? "", /more bytes/);
  assert.match(refusal(() => run("h\x00."))?.message ?? "", /memo/);
  assert.match(refusal(() => run("t."))?.message ?? "", /MARK/);
  assert.match(refusal(() => run("}]Ns."))?.message ?? "", /key/);
});

// A stacked file around any value: the cheapest way to whole files.
function stacked(body: string): Buffer {
  const magic = "\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.";
  const machine = "}U\x0dlittle_endian\x88s.";
  return Buffer.concat([magic, "M\xe9\x03.", machine, body, "]."].map(pickle));
}
const parse = (bytes: Uint8Array) => parsePth(bytes, { file: "evil.pth" });

test("the walk is bounded in depth and number", () => {
  assert.equal(refusal(() => parse(stacked("]q\0h\0a.")))?.code, "TOO_LARGE");
  let body = "]q\0";
  for (let level = 1; level < 40; level++)
    body += `](h${String.fromCharCode(level - 1)}h${String.fromCharCode(level - 1)}eq${String.fromCharCode(level)}`;
  body = `(${body}t.`;
  assert.equal(refusal(() => parse(stacked(body)))?.code, "TOO_LARGE");
  assert.deepEqual(parse(stacked("](](Nee.")).value, [[null]]);
});

function facts(value: PthValue): unknown {
  if (value instanceof Tensor) return [value.dtype, value.shape, value.hostData()];
  if (value instanceof Map) return [...value].map(([key, item]) => [key, facts(item)]);
  return Array.isArray(value) ? value.map(facts) : value;
}

test("every single-bit flip of a zip is refused or gives equal tensors", () => {
  const bytes = golden("float32.pth");
  const wanted = facts(parse(bytes).value);
  let refused = 0;
  for (let bit = 0; bit < 8 * bytes.length; bit++) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    let value: PthValue = null;
    const error = refusal(() => {
      value = parse(flipped).value;
    });
    if (error !== undefined) refused++;
    else assert.deepEqual(facts(value), wanted, `bit ${bit}`);
  }
  assert.ok(refused > 4 * bytes.length);
});

// Writes the checksums anew, so that damage gets as far as the pickle.
function repair(bytes: Buffer, original: Buffer): void {
  for (let at = original.indexOf("PK\x01\x02", 0, "latin1"); at >= 0; ) {
    const size = original.readUInt32LE(at + 24);
    const local = original.readUInt32LE(at + 42);
    const start =
      local + 30 + original.readUInt16LE(local + 26) + original.readUInt16LE(local + 28);
    const crc = crc32(bytes.subarray(start, start + size));
    bytes.writeUInt32LE(crc, at + 16);
    bytes.writeUInt32LE(crc, start + size + 4); // in the descriptor
    at = original.indexOf("PK\x01\x02", at + 4, "latin1");
  }
}

function mutate(bytes: Buffer, rng: Rng, first: number, last: number): Buffer {
  const out = Buffer.from(bytes);
  const below = (limit: number) => rng.int(0, limit);
  for (let n = 1 + below(3); n > 0; n--) out[first + below(last - first)] = below(256);
  return out;
}

const prototype = Object.getOwnPropertyNames(Object.prototype);

for (const name of ["small.pth", "int16.pth", "small-stacked.pth", "checkpoint-stacked.pth"]) {
  test(`5,000 mutants of ${name}: a typed error or a result`, () => {
    const bytes = golden(name);
    const rng = new Rng(7);
    let refused = 0;
    for (let i = 0; i < 5000; i++) {
      const zip = !name.includes("stacked");
      const inner = zip && i % 2 === 1; // the pickle, with checksums repaired
      const mutant = mutate(
        bytes,
        rng,
        inner ? 64 : 0,
        inner ? Math.floor(bytes.length / 3) : bytes.length,
      );
      if (inner) repair(mutant, bytes);
      const error = refusal(() =>
        parse(i % 10 === 0 ? mutant.subarray(0, i % bytes.length) : mutant),
      );
      if (error !== undefined) refused++;
    }
    assert.ok(refused > 500 && refused <= 5000);
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), prototype);
  });
}

// One float32 in a storage, seen by a view of the given size and stride (as opcodes).
function expandedFile(size: string, stride: string): Buffer {
  const storage = "(U\x07storagectorch\nFloatStorage\nU\x010U\x03cpuK\x01NtQ";
  const end = "\x89ccollections\nOrderedDict\n)RtR.";
  const view = `ctorch._utils\n_rebuild_tensor_v2\n(${storage}K\0${size}\x85${stride}\x85${end}`;
  const file = stacked(view);
  const keys = pickle("](U\x010e.");
  const length = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f]);
  return Buffer.concat([file.subarray(0, -pickle("].").length), keys, length]);
}

test("a view that is expanded beyond the file's means, or leaves its storage, is refused", () => {
  const { value } = parse(expandedFile("K\x03", "K\0"));
  assert.deepEqual(facts(value), ["float32", [3], Float32Array.of(1, 1, 1)]);
  assert.equal(refusal(() => parse(expandedFile("J\0\0\0\x10", "K\0")))?.code, "TOO_LARGE");
  assert.match(refusal(() => parse(expandedFile("K\x03", "K\x01")))?.message ?? "", /inside/);
});
