import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MessageWriter } from "../../../src/tensor/onnx/protobuf.ts";
import { fieldsOf, ProtobufError } from "../../../src/tensor/onnx/read-protobuf.ts";

describe("fieldsOf", () => {
  it("reads what the writer writes", () => {
    const bytes = new MessageWriter()
      .int(1, 300)
      .string(2, "ä")
      .float(3, 1)
      .int(2 ** 20, 2 ** 40)
      .finish();
    assert.deepEqual(
      [...fieldsOf(bytes)],
      [
        { number: 1, value: 300 },
        { number: 2, value: Uint8Array.of(0xc3, 0xa4) },
        { number: 3, value: Uint8Array.of(0, 0, 0x80, 0x3f) },
        { number: 2 ** 20, value: 2 ** 40 },
      ],
    );
    assert.deepEqual(
      [...fieldsOf(Uint8Array.of(9, 1, 2, 3, 4, 5, 6, 7, 8))],
      [{ number: 1, value: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) }],
    );
    assert.deepEqual([...fieldsOf(new Uint8Array())], []);
  });

  it("refuses what is none, and says where", () => {
    const broken: [number[], number][] = [
      [[0x80], 0], // the end inside a tag
      [[8, 0x80], 1], // ... and inside a number
      [[8, ...new Array<number>(10).fill(0x80), 0], 1], // longer than 64 bits
      [[10, 3, 1, 2], 2], // a text that ends behind the message
      [[10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], 11],
      [[13, 1, 2, 3], 1], // half a number
      [[11], 1], // a group
      [[15], 1], // no wire type at all
      [[0, 1], 0], // field 0
    ];
    for (const [bytes, position] of broken) {
      const read = () => [...fieldsOf(Uint8Array.from(bytes))];
      assert.throws(read, (error) => error instanceof ProtobufError && error.position === position);
    }
  });
});
