import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { withSimd } from "../../../src/transforms/kernels/simd.ts";
import {
  type BlockKernels,
  block,
  eachBlock,
  result,
  takeResult,
} from "../../../src/transforms/kernels/simd-blocks.ts";

const absent = withSimd("bytes", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

describe("eachBlock", () => {
  test("gives all bytes in order, through a table, and takes results back", { skip }, () => {
    const src = Uint8Array.from({ length: 2 * block + 5 }, (_, i) => (i * 31) % 256);
    const table = Uint8Array.from({ length: 256 }, (_, i) => 255 - i);
    const out = new Uint8Array(src.length);
    const counts: number[] = [];
    const done = eachBlock<BlockKernels>(
      "bytes",
      src,
      (part) => {
        counts.push(part.count);
        part.memory.copyWithin(result, part.from, part.from + part.count);
        takeResult(out, part);
      },
      { table },
    );
    assert.ok(done);
    assert.deepEqual(counts, [block, block, 5]);
    assert.deepEqual(
      out,
      src.map((byte) => 255 - byte),
    );
  });

  test("fills the memory once, before the first block", { skip }, () => {
    let times = 0;
    const first = (memory: Uint8Array) => {
      memory[0] = 77;
      times++;
    };
    const use = ({ memory }: { memory: Uint8Array }) => assert.equal(memory[0], 77);
    assert.ok(eachBlock("bytes", new Uint8Array(block + 1), use, { first }));
    assert.equal(times, 1);
  });

  test("without kernels does nothing and says so", () => {
    assert.equal(
      eachBlock("no such", new Uint8Array(3), () => assert.fail()),
      false,
    );
  });
});
