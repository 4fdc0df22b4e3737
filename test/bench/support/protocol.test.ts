import assert from "node:assert/strict";
import { test } from "node:test";
import { openRequest, unpackBytes, unpackFloats } from "../../../bench/support/protocol.ts";
import { workload } from "../../../bench/support/workload.ts";

test("numbers survive the way through a line of JSON bit for bit", () => {
  const work = workload("mlp", { batchSize: 2, batches: 2 });
  const request = JSON.parse(JSON.stringify(openRequest(work, 2))) as ReturnType<
    typeof openRequest
  >;
  assert.equal(request.threads, 2);
  assert.deepEqual(unpackFloats(request.images), work.images);
  assert.deepEqual(unpackBytes(request.labels), work.labels);
  for (const { name, shape, data } of work.weights) {
    assert.deepEqual(request.weights[name]!.shape, shape);
    assert.deepEqual(unpackFloats(request.weights[name]!.data), data);
  }
});

test("only the view of an array is packed, not all of its buffer", () => {
  const work = workload("cnn", { batchSize: 1, batches: 2 });
  const request = openRequest({ ...work, images: work.images.subarray(784) }, 1);
  assert.deepEqual(unpackFloats(request.images), work.images.slice(784));
});
