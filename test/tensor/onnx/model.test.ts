import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { allocate } from "../../../src/tensor/dtype.ts";
import { type DType, dtypeNames } from "../../../src/tensor/index.ts";
import { encodeModel, type OnnxModel, OPSET } from "../../../src/tensor/onnx/model.ts";
import { fixture } from "../../support/paths.ts";
import { goldenModels } from "./golden-models.ts";
import { decode } from "./onnx-proto.ts";

const empty: OnnxModel = { nodes: [], inputs: [], outputs: [], initializers: [] };
const decoded = (model: Partial<OnnxModel>) =>
  decode("Model", encodeModel({ ...empty, ...model })) as {
    readonly graph: Readonly<Record<string, unknown>>;
  };

describe("encodeModel, read back by protobufjs", () => {
  it("names versions and both operator sets", () => {
    assert.deepEqual(decoded({}), {
      ir_version: "8",
      producer_name: "tsvision",
      graph: { name: "graph" },
      opset_import: [
        { domain: "", version: String(OPSET) },
        { domain: "com.microsoft", version: "1" },
      ],
    });
  });

  it("writes operators with every kind of attribute", () => {
    const attributes = {
      axis: { int: -1 },
      alpha: { float: 0.5 },
      pads: { ints: [0, -1, 2 ** 33] },
      none: { ints: [] },
      mode: { string: "größer" },
    } as const;
    const { graph } = decoded({
      nodes: [
        { opType: "Op", inputs: ["a", ""], outputs: ["b", "c"], attributes, domain: "" },
        { opType: "Fused", inputs: [], outputs: ["d"], attributes: {}, domain: "com.microsoft" },
      ],
    });
    assert.deepEqual(graph["node"], [
      {
        input: ["a", ""],
        output: ["b", "c"],
        op_type: "Op",
        attribute: [
          { name: "axis", i: "-1", type: 2 },
          { name: "alpha", f: 0.5, type: 1 },
          { name: "pads", ints: ["0", "-1", String(2 ** 33)], type: 7 },
          { name: "none", type: 7 },
          { name: "mode", s: [...new TextEncoder().encode("größer")], type: 3 },
        ],
      },
      { output: ["d"], op_type: "Fused", domain: "com.microsoft" },
    ]);
  });

  it("writes inputs and outputs, sizes that vary too", () => {
    const { graph } = decoded({
      inputs: [{ name: "x", dtype: "float32", shape: ["batch", 3, 0] }],
      outputs: [{ name: "y", dtype: "int64", shape: [] }],
    });
    const dims = [{ dim_param: "batch" }, { dim_value: "3" }, { dim_value: "0" }];
    assert.deepEqual(graph["input"], [
      { name: "x", type: { tensor_type: { elem_type: 1, shape: { dim: dims } } } },
    ]);
    assert.deepEqual(graph["output"], [
      { name: "y", type: { tensor_type: { elem_type: 7, shape: {} } } },
    ]);
  });

  // Codes: TensorProto.DataType of the ONNX specification.
  const codes: Readonly<Record<DType, number>> = {
    float32: 1,
    float64: 11,
    int64: 7,
    int32: 6,
    uint8: 2,
    bool: 9,
  };
  for (const dtype of dtypeNames) {
    it(`writes ${dtype} constants as raw little-endian data, a part of a larger buffer too`, () => {
      const whole = allocate(dtype, 4);
      if (whole instanceof BigInt64Array) whole.set([9n, 1n, -2n, 2n ** 40n]);
      else whole.set(dtype === "bool" ? [0, 1, 0, 1] : [9, 1, 0.5, 3]);
      const data = whole.subarray(1);
      const { graph } = decoded({ initializers: [{ name: "c", dtype, shape: [3, 1], data }] });
      const raw = [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
      assert.deepEqual(graph["initializer"], [
        { dims: ["3", "1"], data_type: codes[dtype], name: "c", raw_data: raw },
      ]);
    });
  }
});

interface Checked {
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly nodes: number }>>;
}

describe("files that ONNX's own checker accepted", () => {
  const path = fixture("golden", "tensor", "checked.json");
  const { files } = JSON.parse(readFileSync(path, "utf8")) as Checked;
  for (const [name, make] of Object.entries(goldenModels)) {
    it(`${name} is encoded to the same bytes`, () => {
      const model = make();
      const sha256 = createHash("sha256").update(encodeModel(model)).digest("hex");
      assert.deepEqual({ sha256, nodes: model.nodes.length }, files[`${name}.onnx`]);
    });
  }
});
