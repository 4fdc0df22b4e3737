import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { buildForFile } from "../../src/models/build-for-file.ts";
import type { ModelEntry } from "../../src/models/index.ts";
import type { Module } from "../../src/nn/index.ts";
import { functional } from "../../src/nn/index.ts";
import { noGrad, realize, Tensor } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";
import { fill, goldenImage } from "./fill.ts";

/** What `fixtures/golden/models/make.py` says of a builder. */
interface Golden {
  readonly params: number;
  readonly entries: number;
  readonly stateSha256: string;
  readonly first: readonly string[];
  readonly input: readonly number[];
  readonly largest: number;
  readonly logits: readonly number[];
  readonly training?: {
    readonly options: Readonly<Record<string, number | boolean>>;
    /** Where it is not that of the logits. */
    readonly input?: readonly number[];
    readonly loss: number;
    readonly gradientNorm: number;
    readonly norms: Readonly<Record<string, number>>;
  };
}

/** Nets of more parameters are built in `TSVISION_ALL_MODELS=1` runs only: they take gigabytes. */
const MOST_PARAMS = 200e6;
const all = process.env["TSVISION_ALL_MODELS"] === "1";

/** Every builder of a family against torchvision: names and shapes, parameters, logits, gradients. */
export function modelSuite(family: string, entries: Readonly<Record<string, ModelEntry>>): void {
  for (const [name, { build }] of Object.entries(entries)) {
    const golden = goldenOf(name);
    // Large ones without the numbers that they start with: filling replaces them.
    const small = golden.params < 12e6;
    const make = (options: object = {}) =>
      small
        ? (build as (options: object) => Module)(options)
        : buildForFile({ name, options: { ...options } });
    const first = name === Object.keys(entries)[0];
    const skip =
      !all && !first && golden.params > MOST_PARAMS && "a large net; set TSVISION_ALL_MODELS=1";
    describe(`${family}: ${name}`, { skip }, () => {
      let model: Module | undefined; // large nets take seconds to make
      test("has torchvision's state dict", () => {
        model = make();
        assertState(model, golden);
      });
      test("gives torchvision's logits", () => assertLogits(model ?? make(), golden));
      const { training } = golden;
      if (training !== undefined)
        test("has torchvision's gradients", () => assertGradients(make, golden, training));
    });
  }
}

function goldenOf(name: string): Golden {
  const file = fixture("golden", "models", `${name}.json`);
  assert.ok(existsSync(file), `run make.py ${name}`);
  return JSON.parse(readFileSync(file, "utf8")) as Golden;
}

function assertState(model: Module, golden: Golden): void {
  const lines = [...model.stateDict()].map(
    ([key, { shape, dtype }]) => `${key} ${shape.join("x")} ${dtype}`,
  );
  assert.deepEqual(lines.slice(0, 3), golden.first);
  assert.equal(lines.length, golden.entries);
  const sha256 = createHash("sha256").update(lines.join("\n")).digest("hex");
  assert.equal(sha256, golden.stateSha256, `another state dict:\n${lines.slice(0, 40).join("\n")}`);
  const params = model.parameters().reduce((sum, tensor) => sum + tensor.numel(), 0);
  assert.equal(params, golden.params);
}

async function assertLogits(model: Module, golden: Golden): Promise<void> {
  fill(model);
  model.eval();
  const logits = noGrad(() => model.forward(goldenImage(golden.input)));
  const data = await logits.data();
  const classes = logits.shape[1]!;
  const got = Array.from(data as Float32Array).filter((_, i) => (i % classes) % 10 === 0);
  const worst = got.reduce((most, x, i) => Math.max(most, Math.abs(x - golden.logits[i]!)), 0);
  assert.equal(got.length, golden.logits.length);
  assert.ok(worst <= 1e-4 * golden.largest, `${worst} off, of ${golden.largest}`);
}

async function assertGradients(
  make: (options: object) => Module,
  golden: Golden,
  training: NonNullable<Golden["training"]>,
): Promise<void> {
  const options = Object.entries(training.options).map(([key, value]) => [
    key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  const model = make(Object.fromEntries(options));
  fill(model);
  const [batch] = training.input ?? golden.input;
  const labels = Tensor.fromData(
    BigInt64Array.from({ length: batch! }, (_, i) => (i % 2 ? 977n : 3n)),
    [batch!],
  );
  const loss = functional.crossEntropy(
    model.forward(goldenImage(training.input ?? golden.input)),
    labels,
  );
  loss.backward();
  const parameters = model.namedParameters();
  await realize(loss, ...parameters.map(([, { grad }]) => grad!));
  near("loss", await loss.item(), training.loss);
  let total = 0;
  for (const [name, { grad }] of parameters) {
    const norm = normOf(grad!.hostData() as Float32Array);
    total += norm * norm;
    const want = training.norms[name];
    // Rounding moves a few activations over the kinks of ReLU, which single small tensors feel most.
    if (want !== undefined) near(name, norm, want, 1e-3 * training.gradientNorm);
  }
  near("all gradients", Math.sqrt(total), training.gradientNorm);
}

function normOf(data: Float32Array): number {
  let sum = 0;
  for (const value of data) sum += value * value;
  return Math.sqrt(sum);
}

function near(what: string, got: number, want: number, slack = 0): void {
  const most = 1e-3 * Math.abs(want) + slack;
  assert.ok(Math.abs(got - want) <= most, `${what}: ${got} instead of ${want}`);
}
