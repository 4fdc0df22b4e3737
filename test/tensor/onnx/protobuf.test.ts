import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { MessageWriter } from "../../../src/tensor/onnx/protobuf.ts";
import { decode } from "./onnx-proto.ts";

const probe = (writer: MessageWriter) => decode("Probe", writer.finish());

describe("MessageWriter, read back by protobufjs", () => {
  it("whole numbers: zero, varint borders, negative, beyond 2^32", () => {
    const values = [
      0,
      1,
      127,
      128,
      16383,
      16384,
      2 ** 31,
      2 ** 32 + 5,
      2 ** 53,
      -1,
      -128,
      -(2 ** 40),
    ];
    for (const value of values)
      assert.deepEqual(probe(new MessageWriter().int(1, value)), { whole: String(value) });
    const ends = [2n ** 63n - 1n, -(2n ** 63n)];
    for (const value of ends)
      assert.deepEqual(probe(new MessageWriter().int(1, value)), { whole: String(value) });
  });

  it("any 64-bit number", () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (value) => {
        assert.deepEqual(probe(new MessageWriter().int(1, value)), { whole: String(value) });
      }),
    );
  });

  it("large values in messages in messages, with small ones around them", () => {
    for (const size of [1023, 1024, 1025, 70_000]) {
      const value = Uint8Array.from({ length: size }, (_, i) => i % 251);
      const tagged = (field: number, bytes: Uint8Array): Uint8Array => {
        const length: number[] = [];
        for (let rest = bytes.length; ; rest >>>= 7) {
          length.push(rest > 127 ? (rest & 127) | 128 : rest);
          if (rest <= 127) break;
        }
        return Buffer.concat([Uint8Array.of((field << 3) | 2, ...length), bytes]);
      };
      const inner = Buffer.concat([Uint8Array.of(8, 1), tagged(2, value), Uint8Array.of(24, 3)]);
      const outer = Buffer.concat([tagged(4, inner), tagged(5, inner), Uint8Array.of(48, 6)]);
      const part = () => new MessageWriter().int(1, 1).bytes(2, value).int(3, 3);
      const whole = new MessageWriter().message(4, part()).message(5, part()).int(6, 6);
      assert.ok(outer.equals(whole.finish()), `${size}`);
    }
  });

  it("the bytes of the format's own example: field 1, value 150", () => {
    assert.deepEqual([...new MessageWriter().int(1, 150).finish()], [0x08, 0x96, 0x01]);
  });

  it("floats, texts beyond ASCII, bytes, and nothing", () => {
    for (const value of [0, -0.5, Math.fround(1e30), Math.fround(0.1)])
      assert.deepEqual(probe(new MessageWriter().float(2, value)), { real: value });
    for (const text of ["", "x", "größe 寸法 🙂", "a".repeat(1000)])
      assert.deepEqual(probe(new MessageWriter().string(3, text)), { text });
    assert.deepEqual(probe(new MessageWriter().bytes(4, Uint8Array.of(0, 255))), { raw: [0, 255] });
    assert.deepEqual(probe(new MessageWriter()), {});
  });

  it("messages in messages, under large field numbers, larger than the first buffer", () => {
    const inner = new MessageWriter().int(1, 7);
    assert.deepEqual(probe(new MessageWriter().message(5, inner)), { inner: { whole: "7" } });
    const many = new MessageWriter().messages(
      2000,
      Array.from({ length: 300 }, (_, i) => i),
      (i) => new MessageWriter().int(1, i),
    );
    const want = { many: Array.from({ length: 300 }, (_, i) => ({ whole: String(i) })) };
    assert.deepEqual(probe(many), want);
  });

  it("finishes as often as asked, and goes on after", () => {
    const writer = new MessageWriter().int(1, 1);
    const first = [...writer.finish()];
    assert.deepEqual([...writer.finish()], first);
    assert.deepEqual(probe(writer.string(3, "more")), { whole: "1", text: "more" });
  });
});
