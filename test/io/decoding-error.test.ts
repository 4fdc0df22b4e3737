import assert from "node:assert/strict";
import { test } from "node:test";
import { decodingError } from "../../src/io/decoding-error.ts";

test("a lack of memory is told apart from damage", () => {
  for (const cause of [
    new Error("vips_image_write_to_memory: out of memory -- size == 231MB"),
    new RangeError("Array buffer allocation failed"),
    new RangeError("WebAssembly.Memory.grow(): Unable to grow instance memory"),
  ]) {
    const error = decodingError("a PNG image", cause, "a.png");
    assert.deepEqual([error.code, error.file, error.cause], ["EXHAUSTED", "a.png", cause]);
    assert.match(error.message, /a\.png: expected memory for the pixels of a PNG image, got /);
  }
  const cause = new Error("pngload_buffer: libspng read error");
  const error = decodingError("a PNG image", cause);
  assert.deepEqual([error.code, error.cause], ["INVALID_FILE", cause]);
  assert.equal(decodingError("a PNG image", "?").code, "INVALID_FILE");
});
