import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { pack, unpack } from "../../../src/datasets/loader/pack.ts";
import { BoundingBoxes, Image, KeyPoints, Mask, Video } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";

// Through a port and out again, as between threads.
function sent(value: unknown, fresh = false): unknown {
  const { port1, port2 } = new MessageChannel();
  const { value: plain, transfer } = pack(value, { fresh });
  port1.postMessage(plain, transfer);
  const { message } = receiveMessageOnPort(port2)!;
  port1.close();
  return unpack(message);
}

const image = new Image(new Uint8Array([1, 2, 3]), {
  width: 1,
  height: 1,
  channels: 3,
  orientation: 6,
});
const floats = new Image(new Float32Array([0.5]), { width: 1, height: 1, channels: 1 });
const boxes = BoundingBoxes.from([[1, 2, 3, 4]], {
  format: "XYWH",
  canvasSize: [9, 9],
  clampingMode: "hard",
});

describe("pack and unpack", () => {
  const same: readonly [string, unknown][] = [
    ["numbers and texts", [1, -0, Number.NaN, 2n ** 70n, "a", true, null, undefined]],
    ["nesting", { a: [{ b: [] }], c: {} }],
    ["images", { image, floats }],
    ["boxes", boxes],
    ["masks", [new Mask(new Uint16Array([1, 2]), [1, 2]), new Mask(new Int32Array(0), [0, 1, 2])]],
    ["key points", KeyPoints.from([[1, 2]], { canvasSize: [3, 4] })],
    ["videos", new Video([image, image])],
    ["typed arrays", [new Uint8Array([1]), new Float64Array([2]), new BigInt64Array([3n])]],
    ["what clones itself", [new Map([[1, 2]]), new Set(["x"]), new Date(5)]],
    ["a key like the own one", { "tsvision:kind": "Tensor", data: 1 }],
    ["a key named __proto__", JSON.parse('{ "a": { "__proto__x": 1 } }')],
  ];
  for (const [name, value] of same) it(`keep ${name}`, () => assert.deepEqual(sent(value), value));

  it("keep tensors of every dtype", () => {
    for (const [data, dtype] of [
      [new Float32Array([1, 2]), "float32"],
      [new Uint8Array([1, 0]), "bool"],
      [new BigInt64Array([1n, 2n]), "int64"],
    ] as const) {
      const got = sent(Tensor.fromData(data, [1, 2], dtype)) as Tensor;
      assert.ok(got instanceof Tensor);
      assert.deepEqual([got.dtype, got.shape, got.hostData()], [dtype, [1, 2], data]);
    }
  });

  it("move a fresh tensor's memory, and copy the part that is seen of all else", () => {
    const memory = new Float32Array([1, 2, 3, 4]);
    const whole = Tensor.fromData(memory, [4]);
    sent(whole);
    assert.equal(memory.length, 4);
    const part = sent(Tensor.fromData(memory.subarray(1, 3), [2]), true) as Tensor;
    assert.deepEqual([...part.hostData()], [2, 3]);
    assert.equal(part.hostData().buffer.byteLength, 8);
    assert.equal(memory.length, 4);
    sent([whole, whole], true);
    assert.equal(memory.length, 0);
    sent(image, true);
    assert.equal(image.data.length, 3);
  });

  it("copy shared memory, and make plain bytes of buffers", () => {
    const shared = new Uint8Array(new SharedArrayBuffer(2));
    const [a, b] = sent([shared, Buffer.from("hi")]) as [Uint8Array, Uint8Array];
    assert.ok(a.buffer instanceof ArrayBuffer);
    assert.equal(b.constructor, Uint8Array);
    assert.deepEqual([...b], [104, 105]);
  });

  it("refuse what cannot be sent, by name", () => {
    class Own {}
    for (const [odd, name] of [
      [() => 1, "function"],
      [new Own(), "Own"],
      [Symbol("x"), "Symbol"],
    ] as const)
      assert.throws(() => pack({ odd }, { fresh: false }), {
        message: new RegExp(`samples and batches that can be sent between threads, got ${name}`),
      });
    const loop: unknown[] = [];
    loop.push(loop);
    assert.throws(() => pack(loop, { fresh: false }), /a value that holds itself/);
  });
});
