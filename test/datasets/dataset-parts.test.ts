import assert from "node:assert/strict";
import { test } from "node:test";
import { fingerprintOfParts, partsToWorker } from "../../src/datasets/dataset-parts.ts";

test("a fingerprint depends on every part's length and own fingerprint, and on their order", () => {
  const [a, b] = [{ length: 2 }, { length: 3, fingerprint: () => "x" }];
  const all = [[a], [b], [a, b], [b, a], [a, { length: 3 }]].map(fingerprintOfParts);
  assert.equal(new Set(all).size, all.length);
  assert.equal(fingerprintOfParts([a, b]), fingerprintOfParts([{ ...a }, { ...b }]));
});

test("parts go to workers together or not at all", () => {
  const sent = { toWorker: () => ({ module: new URL("file:///a.js"), export: "make" }) };
  assert.deepEqual(partsToWorker([sent]), [{ module: "file:///a.js", export: "make" }]);
  assert.equal(partsToWorker([sent, {}]), undefined);
  assert.equal(partsToWorker([{ toWorker: () => undefined }]), undefined);
});
