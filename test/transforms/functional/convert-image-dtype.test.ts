import assert from "node:assert/strict";
import { test } from "node:test";
import { convertImageDtype, toDtype } from "../../../src/transforms/functional/index.ts";
import { noise, spelled } from "../samples.ts";

test("convertImageDtype is toDtype with scale, to float32 by default", () => {
  const image = noise(3, 4);
  const want = toDtype(image, "float32", { scale: true });
  assert.deepEqual(spelled(convertImageDtype(image)), spelled(want));
  assert.deepEqual(spelled(convertImageDtype(want, "uint8")), spelled(image));
});
