import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { maskBytes, plainInto } from "../../../src/transforms/kernels/mask-bytes.ts";

describe("maskBytes", () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);

  test("keeps, drops and turns bits, from a byte on", () => {
    assert.deepEqual(maskBytes(all, { and: 255, xor: 0, from: 0 }), all);
    assert.deepEqual(
      maskBytes(all, { and: 0xf0, xor: 0x0f, from: 100 }),
      all.map((byte) => (byte < 100 ? byte : (byte & 0xf0) | 0x0f)),
    );
  });

  test("does the same without kernels", () => {
    for (const from of [0, 1, 127, 128, 255])
      for (const mask of [
        { and: 255, xor: 255, from },
        { and: 0xe0, xor: 0, from },
      ]) {
        const out = new Uint8Array(256);
        plainInto(out, all, mask);
        assert.deepEqual(maskBytes(all, mask), out);
      }
  });
});
