import assert from "node:assert/strict";
import { test } from "node:test";
import { realize, Tensor, tensor } from "../../src/tensor/index.ts";
import { lend, whileHeld } from "../../src/tensor/lend.ts";

const large = () => Tensor.fromData(new Float32Array(2 ** 15).fill(2), [2 ** 15]);
const move = (buffers: readonly ArrayBuffer[]) =>
  buffers.map((buffer) => structuredClone(buffer, { transfer: [buffer] }));

test("the memory of large tensors is found again; using them afterwards says what happened", async () => {
  const x = large();
  const takeBack = lend([x]);
  const sum = x.sum();
  const doubled = await realize(x.mul(2)).then(() => x.mul(2));
  const known = x.sum();
  await realize(known);
  const [moved] = move(takeBack());
  assert.equal(new Float32Array(moved!)[7], 2);
  const gone = { name: "VisionError", message: /memory that was moved elsewhere"; .*reuseBatches/ };
  assert.throws(() => x.hostData(), gone);
  await assert.rejects(async () => x.data(), gone);
  await assert.rejects(async () => sum.data(), gone);
  await assert.rejects(async () => realize(doubled), gone);
  await assert.rejects(async () => x.reshape([2, -1]).data(), gone);
  assert.equal(known.hostData()[0], 2 ** 16);
  const alias = large();
  const other = Tensor.fromData(alias.hostData(), [2 ** 14, 2]);
  move(lend([alias])());
  assert.throws(() => other.hostData(), gone);
});

test("small tensors, parts of memory and shared memory stay", () => {
  const memory = new Float32Array(2 ** 16);
  const part = Tensor.fromData(memory.subarray(2 ** 15), [2 ** 15]);
  const shared = Tensor.fromData(new Float32Array(new SharedArrayBuffer(2 ** 18)), [2 ** 16]);
  assert.deepEqual(lend([tensor([1, 2, 3]), part, shared, large().sum()])(), []);
  assert.equal(Tensor.fromData(new Float32Array(0), [0, 3]).hostData().length, 0);
});

test("a run under way keeps its numbers", async () => {
  const x = large();
  const takeBack = lend([x]);
  const sum = x.sum().data();
  assert.deepEqual(takeBack(), []);
  assert.equal((await sum)[0], 2 ** 16);
  const { value } = x.node;
  await assert.rejects(
    whileHeld([value!], async () => {
      assert.deepEqual(takeBack(), []);
      throw new Error("as it comes");
    }),
    /as it comes/,
  );
  assert.equal(takeBack().length, 1);
});

test("a tensor that got other numbers keeps those", () => {
  const x = large();
  const takeBack = lend([x]);
  x.assign(large());
  move(takeBack());
  assert.equal(x.hostData()[0], 2);
});
