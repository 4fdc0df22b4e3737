import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { unpickle } from "../../src/io/pickle.ts";
import { parsePth } from "../../src/models/pth.ts";
import { refuseIn } from "../../src/models/pth-errors.ts";
import { storageLoader } from "../../src/models/pth-storages.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { root } from "../support/paths.ts";
import { pickle, stacked, stackedWith, storageId, tensorOf } from "../support/pth-files.ts";

const refuse = refuseIn("evil.pth");

function run(body: string) {
  const persistent = storageLoader(new Map(), false, refuse, () => undefined);
  return unpickle(pickle(body), { refuse, base: 64, persistent });
}

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
  namespace: "cargparse\nNamespace\n)\x81",
  class: "cargparse\nNamespace\n",
  device: "ctorch\ndevice\nU\x03cpu\x85R",
  storage: storageId("torch\nFloatStorage", "K\x04"),
  tensor: tensorOf(storageId("torch\nFloatStorage", "K\x04")),
  parameter: `ctorch._utils\n_rebuild_parameter\n(${tensorOf(storageId("torch\nFloatStorage", "K\x04"))}\x88ccollections\nOrderedDict\n)RtR`,
};
const mutators = {
  APPEND: { after: "Na.", fits: ["list"] },
  APPENDS: { after: "(Ne.", fits: ["list"] },
  SETITEM: { after: "U\x01kNs.", fits: ["dict", "ordered"] },
  SETITEMS: { after: "(U\x01kNu.", fits: ["dict", "ordered"] },
  BUILD: { after: "}b.", fits: ["ordered", "namespace"] },
  NEWOBJ: { after: ")\x81.", fits: ["class"] },
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

test("the readers hold no way to run what they read", () => {
  const files = ["src/models", "src/io"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /^(pickle|pth|read-whole)/.test(name))
      .map((name) => join(folder, name)),
  );
  assert.ok(files.length > 12);
  for (const name of files) {
    const code = readFileSync(join(root, name), "utf8").replace(/^ *(\/\/|\*|\/\*).*$/gm, "");
    const banned =
      /\b(eval|Function|require|child_process|vm|fetch|import)\b *\(|\bprocess\.|node:(vm|child|net|http)/;
    assert.doesNotMatch(code, banned, name);
  }
});

test("bombs end in an error: marks, memo, nesting, what holds itself, many references", () => {
  assert.equal(refusal(() => run("(".repeat(2 ** 20)))?.code, "TOO_LARGE");
  assert.equal(refusal(() => run("]".repeat(2 ** 20)))?.code, "TOO_LARGE");
  assert.equal(refusal(() => run("]]a".padEnd(1_100_000, "]a")))?.code, "TOO_LARGE");
  assert.match(refusal(() => run("X\xff\xff\xff\x7fab."))?.message ?? "", /more bytes/);
  assert.match(refusal(() => run("h\x00."))?.message ?? "", /memo/);
  assert.match(refusal(() => run("t."))?.message ?? "", /MARK/);
  assert.match(refusal(() => run("}]Ns."))?.message ?? "", /key/);
});

const parse = (bytes: Uint8Array) => parsePth(bytes, { file: "evil.pth" });

test("names in a file are only names", () => {
  const long = "n".repeat(1_000_000);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(long.length);
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "then"];
  const short = names.map((name) => `U${String.fromCharCode(name.length)}${name}K\x01s`).join("");
  const { value } = parse(stacked(`}${short}X${size.toString("latin1")}${long}K\x02s.`));
  assert.ok(value instanceof Map);
  assert.deepEqual([...value.keys()], [...names, long]);
  assert.deepEqual(Object.keys(Object.prototype), []);
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
});

// torch.save puts every value into the memo: 14 for each tensor.
test("an honest checkpoint of 20,000 tensors is no bomb", () => {
  let memo = 0;
  const put = () => {
    const bytes = Buffer.alloc(5, "r");
    bytes.writeUInt32LE(memo++, 1);
    return bytes.toString("latin1");
  };
  const id = storageId("torch\nFloatStorage", "K\x01", { isStacked: true });
  const pieces = ["}"];
  for (let n = 0; n < 20_000; n++) {
    const name = `layer.${n}.weight`;
    pieces.push(`U${String.fromCharCode(name.length)}${name}${put()}`);
    pieces.push(tensorOf(id, { size: "K\x01" }));
    pieces.push(Array.from({ length: 13 }, put).join(""), "s");
  }
  const { value } = parse(stackedWith(`${pieces.join("")}.`, Buffer.alloc(4), 1));
  assert.ok(value instanceof Map);
  assert.equal(value.size, 20_000);
});

test("the walk is bounded in depth and number", () => {
  assert.equal(refusal(() => parse(stacked("]q\0h\0a.")))?.code, "TOO_LARGE");
  let body = "]q\0";
  for (let level = 1; level < 40; level++)
    body += `](h${String.fromCharCode(level - 1)}h${String.fromCharCode(level - 1)}eq${String.fromCharCode(level)}`;
  body = `(${body}t.`;
  assert.equal(refusal(() => parse(stacked(body)))?.code, "TOO_LARGE");
  assert.deepEqual(parse(stacked("](](Nee.")).value, [[null]]);
});

// One float32 in a storage, seen by a view of the given size and stride (as opcodes).
function expandedFile(size: string, stride: string): Buffer {
  const id = storageId("torch\nFloatStorage", "K\x01", { isStacked: true });
  return stackedWith(`${tensorOf(id, { size, stride })}.`, Buffer.from([0, 0, 0x80, 0x3f]), 1);
}

test("a view that is expanded beyond the file's means, or leaves its storage, is refused", () => {
  const { value } = parse(expandedFile("K\x03", "K\0"));
  assert.ok(value instanceof Tensor);
  assert.deepEqual(value.hostData(), Float32Array.of(1, 1, 1));
  assert.equal(refusal(() => parse(expandedFile("J\0\0\0\x10", "K\0")))?.code, "TOO_LARGE");
  assert.match(refusal(() => parse(expandedFile("K\x03", "K\x01")))?.message ?? "", /inside/);
});
