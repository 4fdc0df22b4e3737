import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checkImports } from "../../scripts/check-imports.ts";

const messages = (files: Record<string, string>) =>
  checkImports(Object.entries(files).map(([path, text]) => ({ path, text }))).problems.map(
    ({ file, message }) => `${file}: ${message}`,
  );

describe("the import table", () => {
  test("lets a folder import itself, its row, and the root index everything", () => {
    assert.deepEqual(
      messages({
        "src/index.ts": 'export * from "./train/index.ts";',
        "src/transforms/resize.ts":
          'import "./base.ts"; import "../sample/index.ts"; import "../tensor/index.ts";',
        "src/io/codec.ts": 'const sharp = await import("sharp");',
      }),
      [],
    );
  });

  test("refuses what no row allows, types included", () => {
    assert.deepEqual(
      messages({ "src/util/a.ts": 'import type { Tensor } from "../tensor/index.ts";' }),
      ["src/util/a.ts: src/util may import nothing, not src/tensor"],
    );
    assert.match(
      messages({ "src/datasets/a.ts": 'import { A } from "../transforms/index.ts";' }).join(),
      /src\/datasets may import io, sample, tensor, util, not src\/transforms/,
    );
    assert.match(
      messages({ "src/new/a.ts": 'import { A } from "../util/index.ts";' }).join(),
      /src\/new has no row/,
    );
    assert.match(
      messages({ "src/util/a.ts": 'import { root } from "../../test/support/paths.ts";' }).join(),
      /src may not import test\/support\/paths.ts/,
    );
  });

  test("shows transforms host tensors only", () => {
    assert.match(
      messages({ "src/transforms/a.ts": 'import { run } from "../tensor/realize.ts";' }).join(),
      /host tensors only/,
    );
  });

  test("keeps sharp and the engine in one file each", () => {
    assert.deepEqual(messages({ "src/io/other.ts": 'import sharp from "sharp";' }), [
      "src/io/other.ts: only src/io/codec.ts may import sharp",
    ]);
    assert.deepEqual(
      messages({ "src/tensor/a.ts": 'import type { Tensor } from "onnxruntime-node";' }),
      ["src/tensor/a.ts: only src/tensor/runtime/load-onnxruntime.ts may import onnxruntime-node"],
    );
  });

  test("shows examples the public package only, scripts only scripts", () => {
    assert.deepEqual(
      messages({
        "examples/a.ts": 'import "tsvision"; import "tsvision/io"; import "node:fs";',
        "scripts/a.ts": 'import "./b.ts"; import "typescript";',
      }),
      [],
    );
    assert.match(messages({ "examples/a.ts": 'import "../src/index.ts";' }).join(), /as a user/);
    assert.match(messages({ "examples/a.ts": 'import "tsvision-x";' }).join(), /as a user/);
    assert.match(messages({ "scripts/a.ts": 'import "../src/index.ts";' }).join(), /judge/);
  });
});

describe("cycles", () => {
  test("of values are refused and printed once", () => {
    assert.deepEqual(
      messages({
        "src/util/a.ts": 'import "./b.ts";',
        "src/util/b.ts": 'export { c } from "./c.ts";',
        "src/util/c.ts": 'import { a } from "./a.ts";',
      }),
      [
        "src/util/a.ts: imports itself: src/util/a.ts -> src/util/b.ts -> src/util/c.ts -> " +
          "src/util/a.ts; move what both need into a third",
      ],
    );
  });

  test("of types, of lazy imports and diamonds are fine", () => {
    assert.deepEqual(
      messages({
        "src/util/a.ts": 'import "./b.ts"; import "./c.ts";',
        "src/util/b.ts": 'import type { A } from "./a.ts"; import "./c.ts";',
        "src/util/c.ts": 'const late = () => import("./a.ts");',
      }),
      [],
    );
  });
});

test("hidden inputs are refused outside cli, and only there", () => {
  const hidden = "export const t = [Math.random(), Date.now(), performance.now(), new Date()];";
  assert.equal(messages({ "src/util/a.ts": hidden }).length, 4);
  assert.match(messages({ "src/util/a.ts": hidden }).join(), /Math.random is banned outside/);
  assert.deepEqual(messages({ "src/cli/a.ts": hidden, "test/a.ts": hidden }), []);
  assert.deepEqual(messages({ "src/util/a.ts": "// Math.random() is banned" }), []);
});
