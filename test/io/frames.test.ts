import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Frame, FrameReader, writeFrame } from "../../src/io/frames.ts";

const frames: readonly Frame[] = [
  { facts: { kind: "begun" }, bytes: new Uint8Array(0) },
  { facts: { kind: "image", width: 3 }, bytes: Uint8Array.of(1, 2, 3) },
  { facts: null, bytes: Uint8Array.of(255) },
  { facts: "\u{1F600}", bytes: new Uint8Array(0) },
];
const stream = Buffer.concat(frames.flatMap(writeFrame));
const limits = { facts: 100, bytes: 100 };

describe("FrameReader", () => {
  it("puts messages together, however they are cut", () => {
    for (let size = 1; size <= stream.length; size++) {
      const got: Frame[] = [];
      const reader = new FrameReader(limits, (frame) => got.push(frame));
      for (let at = 0; at < stream.length; at += size) reader.push(stream.subarray(at, at + size));
      assert.deepEqual(got, frames);
    }
  });

  it("refuses lengths beyond the limits, before it takes memory", () => {
    const head = (facts: number, bytes: number) => {
      const buffer = Buffer.alloc(12);
      buffer.writeUInt32LE(facts, 0);
      buffer.writeDoubleLE(bytes, 4);
      return buffer;
    };
    for (const [facts, bytes] of [
      [0, 0],
      [101, 0],
      [2, 101],
      [2, -1],
      [2, 0.5],
      [2, Number.NaN],
      [2, Number.POSITIVE_INFINITY],
      [2 ** 32 - 1, 2 ** 60],
    ] as const) {
      const reader = new FrameReader(limits, () => assert.fail());
      assert.throws(() => reader.push(head(facts, bytes)), /a message of/);
    }
  });

  it("refuses facts that are no JSON", () => {
    const [chunk] = writeFrame({ facts: 1234, bytes: new Uint8Array(0) });
    chunk![12] = 0x7b;
    assert.throws(() => new FrameReader(limits, () => assert.fail()).push(chunk!), SyntaxError);
  });
});
