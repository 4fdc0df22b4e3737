import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type PthValue, parsePth, readPth } from "../../src/models/pth.ts";
import { isParameter } from "../../src/nn/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { fixture } from "../support/paths.ts";

const golden = (name: string) => fixture("golden", "pth", name);

type Hexed =
  | { readonly dtype: string; readonly shape: number[]; readonly hex: string }
  | { readonly map: readonly [string | number, Hexed][] }
  | readonly Hexed[];

const { files } = JSON.parse(readFileSync(golden("expected.json"), "utf8")) as {
  files: Record<string, Hexed | null>;
};

// The form that make.py gives values.
function hexed(value: PthValue): unknown {
  if (value instanceof Tensor) {
    const { buffer, byteOffset, byteLength } = value.hostData();
    const hex = Buffer.from(buffer, byteOffset, byteLength).toString("hex");
    const { dtype, shape, requiresGrad } = value;
    return { dtype, shape: [...shape], hex, requiresGrad };
  }
  if (value instanceof Map) return { map: [...value].map(([key, item]) => [key, hexed(item)]) };
  return Array.isArray(value) ? value.map(hexed) : value;
}

function entry(value: PthValue | undefined, key: string): PthValue | undefined {
  assert.ok(value instanceof Map);
  return value.get(key);
}

for (const [name, expected] of Object.entries(files)) {
  if (name === "model") continue;
  for (const container of ["zip", "stacked"] as const) {
    test(`${name} in every layout, ${container}: bit for bit, or refused`, async () => {
      const path = golden(container === "zip" ? `${name}.pth` : `${name}-stacked.pth`);
      if (expected === null) {
        const refused = (error: unknown) =>
          error instanceof VisionError &&
          error.code === "UNSUPPORTED_FORMAT" &&
          error.file === path &&
          error.offset !== undefined &&
          /torch\.Complex(Float|Double)Storage/.test(error.message);
        await assert.rejects(readPth(path), refused);
        return;
      }
      const file = await readPth(path);
      assert.equal(file.container, container);
      assert.equal(file.integrity, container === "zip" ? "crc32" : "none");
      assert.deepEqual(hexed(file.value), expected);
      assert.ok(isParameter(entry(file.value, "parameter")));
      assert.ok(!isParameter(entry(file.value, "contiguous")));
    });
  }
}

test("a checkpoint gives its numbers, text, sizes and devices", () => {
  for (const name of ["checkpoint.pth", "checkpoint-stacked.pth"]) {
    const { value } = parsePth(readFileSync(golden(name)));
    assert.deepEqual(hexed(entry(value, "model") ?? null), files["model"]);
    assert.ok(value instanceof Map);
    const plain = [...value].filter(([key]) => key !== "model" && key !== "optimizer");
    assert.deepEqual(plain, [
      ["epoch", 3],
      ["big", 2n ** 70n],
      ["exact", 2n ** 53n],
      ["least", -(2 ** 31)],
      ["loss", 0.25],
      ["name", "größe 😀"],
      ["none", null],
      ["flags", [true, false]],
      ["size", [2, 3]],
      ["device", "cuda:1"],
    ]);
    const state = entry(entry(value, "optimizer"), "state");
    assert.ok(state instanceof Map);
    assert.deepEqual([...state.keys()], [0, 1, 2, 3]);
  }
});

test("does not share memory with the bytes, and reads bytes that lie at an odd place", () => {
  const bytes = readFileSync(golden("small.pth"));
  const odd = new Uint8Array(bytes.length + 1).subarray(1);
  odd.set(bytes);
  const weight = entry(parsePth(odd).value, "weight");
  odd.fill(0);
  assert.ok(weight instanceof Tensor);
  assert.deepEqual(weight.hostData(), Float32Array.of(0, 1, 2, 3));
});

test("other kinds of file are refused by content, with what to do", async () => {
  const refusal = (bytes: Uint8Array) => {
    try {
      parsePth(bytes, { file: "x.pth" });
    } catch (error) {
      assert.ok(error instanceof VisionError);
      return `${error.code} ${error.message}`;
    }
    return "read";
  };
  const tar = new Uint8Array(1024);
  tar.set(Buffer.from("ustar"), 257);
  assert.match(refusal(tar), /^UNSUPPORTED_FORMAT .*LEGACY_TAR.*torch\.save/);
  assert.match(refusal(new Uint8Array()), /^UNSUPPORTED_FORMAT .*x\.pth/);
  assert.match(refusal(Buffer.from("hello")), /^UNSUPPORTED_FORMAT/);
  await assert.rejects(readPth(golden("missing.pth")), { code: "NOT_FOUND" });
});
