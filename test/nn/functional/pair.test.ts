import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pair } from "../../../src/nn/functional/pair.ts";

describe("pair", () => {
  it("takes one number for both and refuses others", () => {
    assert.deepEqual(pair("f", "stride", 2, 1), [2, 2]);
    assert.deepEqual(pair("f", "stride", [1, 3], 1), [1, 3]);
    assert.throws(() => pair("f", "stride", [1, 0], 1), /f: expected stride to be a whole number/);
    assert.throws(() => pair("f", "stride", [1, 2, 3] as never, 1), {
      message:
        "f: expected stride to be [height, width], got [1, 2, 3]; pass two numbers, or one for both",
    });
    assert.throws(() => pair("f", "stride", "2" as never, 1), /f: expected stride/);
  });
});
