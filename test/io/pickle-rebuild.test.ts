import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type PthValue, parsePth } from "../../src/models/pth.ts";
import { isParameter } from "../../src/nn/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { fixture } from "../support/paths.ts";
import { stacked, stackedWith, storageId, tensorOf } from "../support/pth-files.ts";

const data = Buffer.from(Float32Array.of(1, 2, 3, 4).buffer);
const storage = storageId("torch\nFloatStorage", "K\x04", { isStacked: true });
const hooks = "ccollections\nOrderedDict\n)R";
const weight = tensorOf(storage);

function parse(body: string): PthValue {
  const hasStorage = body.includes("Storage");
  return parsePth(hasStorage ? stackedWith(`${body}.`, data, 4) : stacked(`${body}.`)).value;
}

function tensor(body: string): Tensor {
  const value = parse(body);
  assert.ok(value instanceof Tensor);
  return value;
}

function refused(body: string, code: string, message: RegExp): void {
  assert.throws(
    () => parse(body),
    (error) => {
      assert.ok(error instanceof VisionError, String(error));
      assert.equal(error.code, code);
      assert.match(error.message, message);
      return true;
    },
  );
}

test("_rebuild_tensor of the first PyTorch takes four arguments", () => {
  const first = `ctorch._utils\n_rebuild_tensor\n(${storage}K\x01K\x02K\x01\x86K\x01K\x01\x86tR`;
  const value = tensor(first);
  assert.deepEqual(value.shape, [2, 1]);
  assert.deepEqual(value.hostData(), Float32Array.of(2, 3));
  assert.equal(value.requiresGrad, false);
  refused(first.replace("tR", "NtR"), "INVALID_FILE", /4 arguments of _rebuild_tensor, got 5/);
});

test("_rebuild_parameter gives a parameter, with or without attributes", () => {
  for (const flag of ["\x88", "\x89"]) {
    const one = tensor(`ctorch._utils\n_rebuild_parameter\n(${weight}${flag}${hooks}tR`);
    assert.ok(isParameter(one));
    assert.equal(one.requiresGrad, flag === "\x88");
    const state = "}U\x03tagU\x01as";
    const two = tensor(
      `ctorch._utils\n_rebuild_parameter_with_state\n(${weight}${flag}${hooks}${state}tR`,
    );
    assert.ok(isParameter(two));
    assert.equal(two.requiresGrad, flag === "\x88");
    assert.deepEqual(two.hostData(), Float32Array.of(1, 2));
  }
  const parameter = (args: string) => `ctorch._utils\n_rebuild_parameter\n(${args}tR`;
  refused(parameter(`${weight}\x88`), "INVALID_FILE", /3 arguments of _rebuild_parameter/);
  refused(parameter(`N\x88${hooks}`), "INVALID_FILE", /a parameter made of a tensor, got "None"/);
  refused(parameter(`${weight}N${hooks}`), "INVALID_FILE", /requires_grad True or False/);
  refused(parameter(`${weight}\x88}`), "INVALID_FILE", /without hooks, got "dict"/);
  refused(parameter(`${weight}\x88${hooks}K\x01K\x01s`), "INVALID_FILE", /without hooks/);
});

test("marks of PyTorch 2 for what is still to be done to a tensor are refused", () => {
  const with7 = (marks: string) => weight.replace(/tR$/, `${marks}tR`);
  assert.deepEqual(tensor(with7("}")).hostData(), Float32Array.of(1, 2));
  refused(with7("}U\x03neg\x88s"), "UNSUPPORTED_FORMAT", /marks neg.*resolve_neg/);
  refused(with7("N"), "INVALID_FILE", /6 arguments/);
  refused(with7("}N"), "INVALID_FILE", /6 arguments/);
});

test("what the file names twice is one value: tensors, parameters, lists", () => {
  const parameter = `ctorch._utils\n_rebuild_parameter\n(${weight}\x88${hooks}tR`;
  const value = parse(`(${weight}q\0h\0${parameter}q\x01h\x01]q\x02h\x02t`);
  assert.ok(Array.isArray(value));
  assert.equal(value.length, 6);
  for (const i of [0, 2, 4]) assert.equal(value[i], value[i + 1]);
  assert.notEqual(value[0], value[2]);
  assert.ok(!isParameter(value[0]) && isParameter(value[3]));
});

test("views of one storage are copies that do not share", () => {
  const value = parse(`(${weight}${tensorOf(storage, { offset: "K\x01" })}t`);
  assert.ok(Array.isArray(value));
  const [a, b] = value;
  assert.ok(a instanceof Tensor && b instanceof Tensor);
  assert.deepEqual([...a.hostData(), ...b.hostData()], [1, 2, 2, 3]);
  assert.notEqual(a.hostData().buffer, b.hostData().buffer);
});

test("a view must lie in its storage, and say so with whole numbers", () => {
  const view = (offset: string, size: string, stride: string) =>
    tensorOf(storage, { offset, size, stride });
  assert.deepEqual(tensor(view("K\x03", "K\x01", "M\xff\xff")).hostData(), Float32Array.of(4));
  assert.deepEqual(tensor(view("K\xff", "K\0", "K\x01")).shape, [0]);
  refused(view("K\x03", "K\x02", "K\x01"), "INVALID_FILE", /inside the 4 elements/);
  refused(view("K\x04", "K\x01", "K\x01"), "INVALID_FILE", /inside the 4 elements/);
  refused(view("K\0", "K\x02", "\x8a\x07\xff\xff\xff\xff\xff\xff\x1f"), "INVALID_FILE", /inside/);
  const minus = "J\xff\xff\xff\xff";
  for (const args of [
    [minus, "K\x01", "K\x01"],
    ["K\0", minus, "K\x01"],
    ["K\x03", "K\x02", minus],
  ])
    refused(view(args[0]!, args[1]!, args[2]!), "INVALID_FILE", /whole numbers from 0/);
  for (const bad of ["N", "\x88", `G${"\x3f".repeat(8)}`, "\x8a\x08\0\0\0\0\0\0\0\x01"])
    refused(view("K\0", bad, "K\x01"), "INVALID_FILE", /whole numbers from 0/);
  refused(
    tensorOf(storage).replace("K\x01\x85", "K\x01K\x01\x86"),
    "INVALID_FILE",
    /as many strides/,
  );
  const big = "\x8a\x07\0\0\0\0\0\0\x10"; // 2^52
  const product = tensorOf(storage, { size: `${big}K\x04`, stride: "K\0K\0" });
  refused(product.replaceAll("\x85", "\x86"), "INVALID_FILE", /fewer than 2\^53/);
  const many = tensorOf(storage, {
    size: `(${"K\x01".repeat(65)}t`,
    stride: `(${"K\x01".repeat(65)}t`,
  });
  refused(many.replaceAll("t\x85", "t"), "INVALID_FILE", /at most 64 dimensions, got 65/);
});

test("a storage keeps its type, and whole numbers need no grad", () => {
  const other = storageId("torch\nIntStorage", "K\x04", { isStacked: true });
  refused(`(${weight}${tensorOf(other)}t`, "INVALID_FILE", /storage "0" to be the same each time/);
  const grad = tensorOf(other).replace("\x89ccollections", "\x88ccollections");
  refused(grad, "INVALID_FILE", /requires_grad False for whole numbers/);
});

test("sizes, devices and ordered dicts of pairs", () => {
  assert.deepEqual(parse("ctorch\nSize\nK\x02K\x03\x86\x85R"), [2, 3]);
  assert.equal(parse("ctorch\ndevice\nU\x04cudaK\x01\x86R"), "cuda:1");
  const pairs = "ccollections\nOrderedDict\n](](U\x01aK\x01e](U\x01bK\x02ee\x85R";
  assert.deepEqual(
    parse(pairs),
    new Map([
      ["a", 1],
      ["b", 2],
    ]),
  );
  refused("ctorch\ndevice\nU\x04cuda\x8a\x01\xff\x86R", "INVALID_FILE", /a device's index/);
  refused("ctorch\nSize\nK\x02\x85R", "INVALID_FILE", /torch\.Size as a tuple/);
});

test("argparse's namespaces, counters and element types: what training scripts save besides", () => {
  const file = readFileSync(fixture("golden", "pth", "training.pth"));
  const { value } = parsePth(file);
  assert.ok(value instanceof Map);
  assert.deepEqual(
    value.get("args"),
    new Map<string, unknown>([
      ["model", "resnet18"],
      ["lr", 0.5],
      ["device", "cpu"],
      ["sizes", [224, 224]],
      ["output_dir", null],
    ]),
  );
  const schedule = value.get("lr_scheduler");
  assert.ok(schedule instanceof Map);
  assert.deepEqual(
    schedule.get("milestones"),
    new Map([
      [2, 1],
      [5, 2],
    ]),
  );
  assert.deepEqual(value.get("dtype"), "torch.float32");
  refused("cargparse\nNamespace\nN\x85\x81", "INVALID_FILE", /an empty argparse\.Namespace/);
  refused("ctorch\nSize\n)\x81", "INVALID_FILE", /an empty argparse\.Namespace/);
  refused("cargparse\nNamespace\n)R", "INVALID_FILE", /a function that rebuilds/);
  refused("ctorch\nfloat32\n)R", "INVALID_FILE", /a function that rebuilds/);
  refused("ccollections\nCounter\n]\x85R", "INVALID_FILE", /Counter of a dict/);
});

test("the kinds of keys", () => {
  assert.deepEqual(
    [...(parse("}(NK\x01\x88K\x02K\x07K\x03U\x01xK\x04u") as Map<unknown, unknown>).keys()],
    [null, true, 7, "x"],
  );
});
