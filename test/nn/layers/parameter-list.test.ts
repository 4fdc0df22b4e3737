import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isParameter, ParameterList } from "../../../src/nn/index.ts";
import { ones } from "../../../src/tensor/index.ts";
import { sameObjects } from "../../support/same-objects.ts";

describe("ParameterList", () => {
  it("makes tensors parameters and names them by number", () => {
    const list = new ParameterList([ones([2, 3])]).append(ones([]));
    assert.deepEqual([...list.stateDict().keys()], ["0", "1"]);
    assert.ok([...list].every((part) => isParameter(part) && part.requiresGrad));
    sameObjects(list.parameters(), [list[0], list.at(-1)]);
    assert.equal(list.length, 2);
    assert.throws(() => list.at(2), /ParameterList.at/);
    assert.throws(() => list.forward(), /ParameterList/);
  });

  it("prints as PyTorch's", () => {
    assert.equal(
      String(new ParameterList([ones([2, 3]), ones([])])),
      "ParameterList(\n    (0): Parameter containing: [torch.float32 of size 2x3]\n" +
        "    (1): Parameter containing: [torch.float32 of size ]\n)",
    );
    assert.equal(
      String(new ParameterList([ones([2, 3])])),
      "ParameterList(  (0): Parameter containing: [torch.float32 of size 2x3])",
    );
    assert.equal(String(new ParameterList()), "ParameterList()");
  });
});
