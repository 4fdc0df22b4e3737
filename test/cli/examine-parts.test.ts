import assert from "node:assert/strict";
import { test } from "node:test";
import { examineParts } from "../../src/cli/examine-parts.ts";
import { decodeImage, encodePng } from "../../src/io/index.ts";
import { Image } from "../../src/sample/index.ts";
import { engineName } from "../../src/tensor/index.ts";
import { VisionError } from "../../src/util/errors.ts";

const parts = { decode: decodeImage, encode: encodePng, engine: engineName };
const states = async (changed: Partial<typeof parts>) =>
  (await examineParts({ ...parts, ...changed })).map(({ check, status }) => `${check} ${status}`);

test("codec, engine and their work together are tried", async () => {
  assert.deepEqual(await states({}), ["image codec good", "tensor engine good", "self-test good"]);
});

test("a part's real error is shown with cause and hint, the other part is still tried", async () => {
  const cause = new Error("libonnxruntime.so.1: cannot open shared object file\nmore");
  const engine = async () => {
    const facts = { who: "tensor engine", expected: "a binary", got: "none", hint: "install it" };
    throw new VisionError({ ...facts, code: "ENGINE", cause });
  };
  const findings = await examineParts({ ...parts, engine });
  assert.deepEqual(findings[1], {
    check: "tensor engine",
    status: "bad",
    found:
      'expected a binary, got "none"; ' +
      "because: libonnxruntime.so.1: cannot open shared object file",
    hint: "install it",
  });
  assert.equal(findings[0]!.status, "good");
  assert.equal(findings.length, 2); // nothing to test together
});

test("a codec that fails, and one that gives wrong pixels, are bad", async () => {
  const encode = async () => Promise.reject(new Error("Could not load the sharp module"));
  assert.deepEqual(await states({ encode }), ["image codec bad", "tensor engine good"]);
  const black = new Image(new Uint8Array(64 * 64 * 3), { width: 64, height: 64, channels: 3 });
  assert.equal((await states({ decode: async () => black }))[2], "self-test bad");
});
