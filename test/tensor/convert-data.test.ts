import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { convertData } from "../../src/tensor/convert-data.ts";
import { dtypeNames, tensor } from "../../src/tensor/index.ts";

describe("convertData", () => {
  it("gives what the engine's to() gives", async () => {
    const values = [0, 1, 2, 3.75, 200.5];
    for (const from of dtypeNames) {
      const given = tensor(values, { dtype: from });
      for (const to of dtypeNames) {
        const computed = await given.to(to).data();
        assert.deepEqual(convertData(given.hostData(), to), computed, `${from} to ${to}`);
      }
    }
  });

  it("gives an array of its own and refuses what no whole number can be", () => {
    const values = Float32Array.of(1, 2);
    assert.notEqual(convertData(values, "float32"), values);
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY])
      assert.throws(() => convertData(Float32Array.of(bad), "int64"), /finite values/);
    assert.deepEqual(convertData(Float32Array.of(Number.NaN), "bool"), Uint8Array.of(1));
  });
});
