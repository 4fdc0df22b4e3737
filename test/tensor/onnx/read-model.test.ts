import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { encodeModel, type OnnxModel } from "../../../src/tensor/onnx/model.ts";
import { MessageWriter } from "../../../src/tensor/onnx/protobuf.ts";
import { readModelFacts } from "../../../src/tensor/onnx/read-model.ts";
import { fixture } from "../../support/paths.ts";

const writer = () => new MessageWriter();
const graphOf = (field: number, message: MessageWriter) =>
  writer().message(7, writer().message(field, message)).finish();

describe("readModelFacts", () => {
  it("reads what the encoder writes", () => {
    const data = Float32Array.of(1);
    const model: OnnxModel = {
      nodes: [],
      inputs: [
        { name: "x", dtype: "float32", shape: ["batch", 3, 0] },
        { name: "w", dtype: "float32", shape: [1] },
      ],
      outputs: [{ name: "y", dtype: "int64", shape: [] }],
      initializers: [{ name: "w", dtype: "float32", shape: [1], data }],
    };
    const metadata = [["classes", "[]"] as const];
    assert.deepEqual(readModelFacts(encodeModel(model, { opset: 16, metadata })), {
      hasGraph: true,
      inputs: [{ name: "x", dtype: "float32", shape: ["batch", 3, 0] }], // w has its numbers already
      outputs: [{ name: "y", dtype: "int64", shape: [] }],
      opset: 16,
      metadata: new Map([["classes", "[]"]]),
      external: undefined,
    });
  });

  it("tells an unknown rank, sizes without a name and foreign types", () => {
    const type = (code: number) => writer().int(1, code);
    const value = (name: string, tensor: MessageWriter) =>
      writer().string(1, name).message(2, writer().message(1, tensor));
    const bytes = writer()
      .message(
        7,
        writer()
          .message(11, value("free", type(1)))
          .message(11, value("open", type(7).message(2, writer().message(1, writer()))))
          .message(11, value("half", type(10)))
          .message(11, writer().string(1, "list").message(2, writer().message(4, writer()))),
      )
      .finish();
    assert.deepEqual(readModelFacts(bytes).inputs, [
      { name: "free", dtype: "float32", shape: undefined },
      { name: "open", dtype: "int64", shape: ["?"] },
      { name: "half", dtype: undefined, shape: undefined },
      { name: "list", dtype: undefined, shape: undefined },
    ]);
  });

  it("finds external data in every place that holds tensors", () => {
    const outside = () => writer().string(8, "w").int(14, 1);
    const entry = writer().string(1, "location").string(2, "a.bin");
    const node = (field: number, message: MessageWriter) =>
      writer().message(5, writer().message(field, message));
    const sparse = (field: number) => writer().message(field, outside());
    const inner = writer().message(5, outside());
    const places: Uint8Array[] = [
      graphOf(5, outside()),
      graphOf(5, writer().string(8, "w").message(13, entry)), // a place, but no word of it
      graphOf(5, outside().int(14, 0)), // taken back by a second word
      graphOf(15, sparse(1)),
      graphOf(15, sparse(2)),
      graphOf(1, node(5, outside())),
      graphOf(1, node(10, outside())),
      graphOf(1, node(22, sparse(1))),
      graphOf(1, node(23, sparse(1))),
      graphOf(1, node(6, inner)),
      graphOf(1, node(11, inner)),
      writer()
        .message(25, writer().message(7, node(5, outside())))
        .finish(),
      writer()
        .message(25, writer().message(11, writer().message(5, outside())))
        .finish(),
      writer().message(20, writer().message(1, inner)).finish(),
      writer().message(20, writer().message(2, inner)).finish(),
    ];
    for (const [i, bytes] of places.entries())
      assert.equal(readModelFacts(bytes).external, "w", `place ${i}`);
    assert.equal(
      readModelFacts(graphOf(5, writer().string(8, "w").int(14, 0))).external,
      undefined,
    );
  });

  it("finds it in files that ONNX's own library wrote", () => {
    const read = (name: string) => readModelFacts(readFileSync(fixture("golden", "onnx", name)));
    assert.equal(read("external.onnx").external, "w");
    assert.equal(read("external-deep.onnx").external, "deep");
    assert.equal(read("torch.onnx").external, undefined);
  });

  it("refuses graphs that are nested without end", () => {
    let graph = writer();
    for (let i = 0; i < 60; i++)
      graph = writer().message(1, writer().message(5, writer().message(6, graph)));
    assert.throws(() => readModelFacts(writer().message(7, graph).finish()), /deeper than 100/);
  });
});
