import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { inspect } from "node:util";
import { nest } from "../../src/tensor/format.ts";
import {
  type DType,
  type Nested,
  type Shape,
  Tensor,
  tensor,
  zeros,
} from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";

interface Printed {
  readonly dtype: DType;
  readonly values?: unknown;
  readonly shape?: Shape;
  readonly factor?: number;
  readonly grad?: boolean;
  readonly text: string;
}

const { printed } = JSON.parse(
  readFileSync(fixture("golden", "tensor", "printed.json"), "utf8"),
) as { readonly printed: readonly Printed[] };

const words: Readonly<Record<string, number>> = {
  inf: Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
};

function numbers(values: unknown): Nested {
  if (Array.isArray(values)) return values.map(numbers);
  return typeof values === "string" ? words[values]! : (values as number | boolean);
}

function made({ dtype, values, shape, factor, grad = false }: Printed): Tensor {
  const options = { dtype, requiresGrad: grad };
  if (shape === undefined) return tensor(numbers(values), options);
  const size = shape.reduce((a, b) => a * b);
  const flat = tensor(
    Array.from({ length: size }, (_, i) => i * factor!),
    { dtype },
  );
  return Tensor.fromData(flat.hostData(), shape, dtype).setRequiresGrad(grad);
}

describe("nest", () => {
  it("nests by shape; booleans and 64-bit numbers become plain", () => {
    assert.deepEqual(nest(Float32Array.of(1, 2, 3, 4), [2, 2], "float32"), [
      [1, 2],
      [3, 4],
    ]);
    assert.deepEqual(nest(Uint8Array.of(1, 0), [2], "bool"), [true, false]);
    assert.deepEqual(nest(BigInt64Array.of(-5n), [], "int64"), -5);
    assert.deepEqual(nest(new Float32Array(0), [2, 0], "float32"), [[], []]);
  });
});

describe("a tensor as text is torch's", () => {
  for (const { text, ...given } of printed) {
    const { grad, ...rest } = given;
    it(`${JSON.stringify(rest)}${grad ? " with gradient" : ""}`, () => {
      assert.equal(String(made({ text, ...given })), text);
    });
  }
});

describe("a recorded tensor as text", () => {
  it("shows its shape and operation, and once computed its numbers", async () => {
    const x = tensor([1], { requiresGrad: true });
    const y = x.exp();
    assert.equal(String(y), "tensor(..., size=(1,), op=exp, grad_fn=<ExpBackward0>)");
    await y.data();
    assert.equal(inspect(y), "tensor([2.7183], grad_fn=<ExpBackward0>)");
    const z = zeros([2, 3], { dtype: "int32" }).add(1);
    assert.equal(String(z), "tensor(..., size=(2, 3), dtype=torch.int32, op=add)");
    assert.equal(String(tensor(1).exp().eq(2)), "tensor(..., size=(), dtype=torch.bool, op=eq)");
  });
});
