import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import {
  encodePth,
  load,
  loadModel,
  parsePth,
  readPth,
  SimpleCnn,
  save,
  saveModel,
  writeSafetensors,
} from "../../src/models/index.ts";
import { BatchNorm2d, Linear, Module } from "../../src/nn/index.ts";
import { engineStats, ones, Tensor } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";

const folder = mkdtempSync(join(tmpdir(), "tsvision-save-"));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);

const weight = Tensor.fromData(Float32Array.of(0, 0.5, -0, Infinity, 1e-45, -2), [2, 3]);
const content = {
  model: new Map<string, Tensor>([
    ["weight", weight],
    ["double", Tensor.fromData(Float64Array.of(0.1), [])],
    ["steps", Tensor.fromData(BigInt64Array.of(-(2n ** 63n), 7n), [2])],
    ["index", Tensor.fromData(Int32Array.of(-1), [1, 1])],
    ["pixels", Tensor.fromData(Uint8Array.of(0, 255), [2])],
    ["mask", Tensor.fromData(Uint8Array.of(1, 0), [2], "bool")],
    ["empty", Tensor.fromData(new Float32Array(), [0, 4])],
    ["tied", weight],
  ]),
  list: [1, -1, 2 ** 31, -(2 ** 31) - 1, 2n ** 70n, -(2n ** 63n), 127n, 128n, 1.5, -0, 2 ** 60],
  flags: [true, false, null],
  ["__proto__ ü 😀"]: { nested: [[]], none: {} },
  byNumber: new Map([[3, "three"]]),
};

// torch.load of PyTorch 1.13 was seen to read these bytes with equal values.
const digest = "d888ea3165e3ffdaa1ea5d5fe24a45b21edaa6c8a0dc1cd3ef04cb321188dd0c";

test("writes the bytes that torch.load was seen to read", () => {
  const bytes = Buffer.concat(encodePth(content));
  assert.deepEqual(bytes, readFileSync(fixture("golden", "pth", "written.pth")));
  assert.equal(createHash("sha256").update(bytes).digest("hex"), digest);
});

test("reads back what it wrote, bit for bit, with shared tensors the same one", () => {
  const { value, integrity } = parsePth(Buffer.concat(encodePth(content)));
  assert.equal(integrity, "crc32");
  assert.ok(value instanceof Map);
  const model = value.get("model");
  assert.ok(model instanceof Map);
  assert.deepEqual([...model.keys()], [...content.model.keys()]);
  for (const [name, tensor] of content.model) {
    const read = model.get(name);
    assert.ok(read instanceof Tensor);
    assert.deepEqual([read.dtype, read.shape], [tensor.dtype, tensor.shape]);
    assert.deepEqual(read.hostData(), tensor.hostData());
  }
  assert.equal(model.get("weight"), model.get("tied"));
  // Integers of Python from 2^53 on are bigints, floats are numbers.
  const list = [
    1,
    -1,
    2 ** 31,
    -(2 ** 31) - 1,
    2n ** 70n,
    -(2n ** 63n),
    127,
    128,
    1.5,
    -0,
    2 ** 60,
  ];
  assert.deepEqual(value.get("list"), list);
  assert.deepEqual(value.get("flags"), [true, false, null]);
  const nested = new Map<string, unknown>([
    ["nested", [[]]],
    ["none", new Map()],
  ]);
  assert.deepEqual(value.get("__proto__ ü 😀"), nested);
  assert.deepEqual(value.get("byNumber"), new Map([[3, "three"]]));
});

test("records start at multiples of 64", () => {
  const bytes = Buffer.concat(encodePth(content));
  let found = 0;
  for (let at = bytes.indexOf("PK\x03\x04"); at >= 0; at = bytes.indexOf("PK\x03\x04", at + 4)) {
    found++;
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    assert.equal(start % 64, 0);
  }
  assert.equal(found, 9); // the pickle, 7 tensors, the version
});

test("refuses what a file cannot hold", async () => {
  assert.throws(() => encodePth({ when: new Date(0) as never }), { code: "INVALID_ARGUMENT" });
  assert.throws(() => encodePth({ text: "\ud800" }), { code: "INVALID_ARGUMENT" });
  const cycle: unknown[] = [];
  cycle.push(cycle);
  await assert.rejects(save(file("cycle.pth"), cycle as never), /128 containers/);
  await assert.rejects(save(file("x.bin"), new Map()), /\.safetensors, \.pth or \.pt/);
  await assert.rejects(save(file("x.safetensors"), { epoch: 3 }), /tensor under each name/);
  for (const name of ["cycle.pth", "x.bin", "x.safetensors"]) assert.ok(!existsSync(file(name)));
});

test("save computes tensors first; load tells the format by content", async () => {
  for (const [ending, other] of [
    ["pth", "safetensors"],
    ["safetensors", "pth"],
  ]) {
    const recorded = ones([2]).add(1);
    await save(file(`a.${ending}`), new Map([["w", recorded]]));
    const renamed = file(`renamed-${ending}.${other}`);
    writeFileSync(renamed, readFileSync(file(`a.${ending}`)));
    for (const path of [file(`a.${ending}`), renamed]) {
      const state = await load(path);
      assert.deepEqual([...state.keys()], ["w"]);
      assert.deepEqual(state.get("w")!.hostData(), Float32Array.of(2, 2));
    }
  }
});

test("load refuses what is no state dict", async () => {
  await save(file("checkpoint.pth"), content);
  const facts = { code: "MISMATCH", file: file("checkpoint.pth") };
  await assert.rejects(load(file("checkpoint.pth")), facts);
  assert.ok((await readPth(file("checkpoint.pth"))).value instanceof Map);
  await assert.rejects(load(file("none.pth")), { code: "NOT_FOUND" });
  writeFileSync(file("text.pth"), "hello");
  await assert.rejects(load(file("text.pth")), { code: "UNSUPPORTED_FORMAT" });
});

class SimpleNN extends Module {
  readonly norm = new BatchNorm2d(2);
  readonly fc: Linear;
  constructor(outputs: number) {
    super();
    this.fc = new Linear(4, outputs);
  }
  forward(x: Tensor): Tensor {
    return this.fc.forward(x);
  }
}

const values = (model: { stateDict(): Map<string, Tensor> }) =>
  [...model.stateDict()].map(([name, tensor]) => [name, tensor.hostData()]);

test("a whole model comes back by its class's name and options", async () => {
  const net = new SimpleNN(3);
  await saveModel(file("net.safetensors"), net, { options: { outputs: 3 } });
  const classes = { SimpleNN: ({ outputs }: { outputs: number }) => new SimpleNN(outputs) };
  const again = await loadModel(file("net.safetensors"), { classes });
  assert.ok(again instanceof SimpleNN && again !== net);
  assert.deepEqual(values(again), values(net));
  const wrong = { SimpleNN: () => new SimpleNN(5) };
  const path = file("net.safetensors");
  await assert.rejects(loadModel(path, { classes: wrong }), { code: "MISMATCH" });
  await assert.rejects(loadModel(path), /simpleCnn.*"SimpleNN".*classes/);
});

test("models of this package need no classes; weights alone are no model", async () => {
  const cnn = new SimpleCnn({ numClasses: 3, size: 8, widths: [2] });
  const options = { numClasses: 3, size: 8, widths: [2] };
  await saveModel(file("cnn.safetensors"), cnn, { options });
  assert.deepEqual(values(await loadModel(file("cnn.safetensors"))), values(cnn));
  await writeSafetensors(file("weights.safetensors"), cnn.stateDict());
  await assert.rejects(loadModel(file("weights.safetensors")), { code: "MISMATCH" });
});

test("running statistics that nobody computed are computed before they are written, in one run", async () => {
  const net = new BatchNorm2d(2);
  const pixels = ones([1, 2, 1, 2]).mul(3);
  const writers: Record<string, (path: string) => Promise<void>> = {
    "pending.safetensors": (path) => save(path, net.stateDict()),
    "pending.pth": (path) => save(path, net.stateDict()),
    "pending-model.safetensors": (path) => saveModel(path, net),
    "pending-written.safetensors": (path) => writeSafetensors(path, net.stateDict()),
  };
  let mean = 0;
  for (const [name, write] of Object.entries(writers)) {
    net.forward(pixels);
    const { runs } = engineStats();
    await write(file(name));
    assert.equal(engineStats().runs, runs + 1, name);
    mean = 0.9 * mean + 0.3; // momentum 0.1
    const saved = (await load(file(name))).get("running_mean")!;
    for (const value of saved.hostData()) assert.ok(Math.abs(Number(value) - mean) < 1e-6, name);
  }
});
