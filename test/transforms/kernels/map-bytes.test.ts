import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { blendTable, gammaTable } from "../../../src/transforms/kernels/byte-tables.ts";
import { mapBytesInto, plain } from "../../../src/transforms/kernels/map-bytes.ts";

describe("mapBytesInto", () => {
  const tables = [0.5, 2, 0, 0.9].map((f) => blendTable(99, f));
  tables[3] = gammaTable(2, 1);

  test("gives each channel its table, at any offset in memory, in place too", () => {
    for (let channels = 1; channels <= 4; channels++)
      for (const offset of [0, 1, 4])
        for (const pixels of [1, 2, 3, 4, 7]) {
          const memory = Uint8Array.from({ length: 64 }, (_, i) => (i * 89) % 256);
          const src = memory.subarray(offset, offset + pixels * channels);
          const chosen = tables.slice(0, channels) as [Uint8Array, ...Uint8Array[]];
          const want = src.map((byte, i) => chosen[i % channels]![byte]!);
          const out = new Uint8Array(src.length);
          mapBytesInto(out, src, chosen);
          assert.deepEqual(out, want);
          plain(out.fill(7), src, chosen);
          assert.deepEqual(out, want);
          const rest = memory.slice(offset + src.length);
          mapBytesInto(src, src, chosen);
          assert.deepEqual(Uint8Array.from(src), want);
          assert.deepEqual(memory.slice(offset + src.length), rest);
        }
  });
});
