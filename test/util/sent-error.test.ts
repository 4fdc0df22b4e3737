import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { VisionError } from "../../src/util/errors.ts";
import { receiveError, sendError } from "../../src/util/sent-error.ts";

const frame = { who: "DataLoader", expected: "a dataset that a worker thread can make" };
const through = (error: unknown) =>
  receiveError(structuredClone(sendError(error, "worker 3 of the loader", frame)));

describe("sendError and receiveError", () => {
  it("keep all facts and the message, whatever was got", () => {
    for (const got of [
      "half a file",
      [1, 2],
      { a: new Map() },
      new Error("no"),
      undefined,
      () => 1,
    ]) {
      const error = new VisionError({
        code: "INVALID_FILE",
        who: "decode",
        expected: "a whole file",
        got,
        hint: "fetch it again",
        file: "a.png",
        offset: 7,
      });
      const same = through(error);
      assert.ok(same instanceof VisionError);
      const facts = ({ code, who, expected, hint, file, offset, message }: VisionError) => ({
        ...{ code, who, expected, hint, file, offset, message },
      });
      assert.deepEqual(facts(same), facts(error));
    }
  });

  it("keep the origin's name, message and stack, and add the place", () => {
    const origin = new RangeError("too far");
    const error = new VisionError({
      who: "x",
      expected: "y",
      got: origin,
      hint: "z",
      cause: origin,
    });
    const { name, message, stack } = through(error).cause as Error;
    assert.deepEqual([name, message], ["RangeError", "too far"]);
    assert.ok(stack!.startsWith(origin.stack!));
    assert.match(stack!, /\n {4}in worker 3 of the loader$/);
  });

  it("make a typed error of any", () => {
    const error = through(new TypeError("boom"));
    assert.match(
      error.message,
      /^DataLoader: expected a dataset that a worker thread can make, got boom/,
    );
    assert.equal((error.cause as Error).name, "TypeError");
    assert.match(through("just text").message, /got "just text"/);
  });
});
