import assert from "node:assert/strict";
import { test } from "node:test";
import { type Channels, Image } from "../../src/sample/index.ts";
import type { Transform } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { assertGolden, golden, goldenInput, type Packed } from "./golden.ts";

interface Call {
  readonly call: string;
  readonly args: readonly never[];
  readonly output: Packed;
}

interface ClassCase {
  readonly name: string;
  readonly args: readonly never[];
  readonly seed: number;
  readonly input: string;
  readonly output: Packed;
}

interface ColorGolden {
  readonly functionals: readonly (Call & { input: string; tolerance?: number })[];
  readonly sweeps: readonly (Call & { step: number })[];
  readonly classes: readonly ClassCase[];
  readonly factors: readonly { seed: number; order: number[]; factors: (number | null)[] }[];
}

export const colorGolden = golden<ColorGolden>("color");

/** Holds a functional to every golden picture of its name, and to the sweeps over many colours. */
export function testColorCalls(fn: (part: Image, ...args: never[]) => Image): void {
  const cases = colorGolden.functionals.filter(({ call }) => call === fn.name);
  test(`${fn.name} equals torchvision's in ${cases.length} calls`, () => {
    assert.ok(cases.length >= 10);
    for (const { input, args, output, tolerance } of cases) {
      const run = () => assertGolden(fn(goldenInput(input) as Image, ...args), output, tolerance);
      named(`${input} ${JSON.stringify(args)}`, run);
    }
  });
  const sweeps = colorGolden.sweeps.filter(({ call }) => call === fn.name);
  if (sweeps.length === 0) return;
  test(`${fn.name} equals torchvision's over the colours, ${sweeps.length} times`, () => {
    for (const { step, args, output } of sweeps)
      named(`step ${step} ${JSON.stringify(args)}`, () =>
        assertGolden(fn(sweep(step), ...args), output, undefined),
      );
  });
}

/** Holds a class to what torchvision's makes under each seed. */
export function testColorClass(Class: new (...args: never[]) => Transform): void {
  const cases = colorGolden.classes.filter(({ name }) => name === Class.name);
  test(`${Class.name} equals torchvision's under ${cases.length} seeds`, () => {
    assert.ok(cases.length >= 10);
    for (const { args, seed, input, output } of cases) {
      const transform = new Class(...args);
      const run = () =>
        assertGolden(transform.apply(goldenInput(input), new Rng(seed)), output, undefined);
      named(`${JSON.stringify(args)} seed ${seed} ${input}`, run);
    }
  });
}

function named(label: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    throw new Error(label, { cause: error });
  }
}

// Every step-th value of each colour; step 1 is each pair of green and blue; step 0 a grey ramp.
function sweep(step: number): Image {
  if (step === 0) return picture(1, 256, 1, (_, x) => x);
  if (step === 1)
    return picture(256, 256, 3, (g, b, c) => (c === 0 ? (g * 7 + b * 13) % 256 : c === 1 ? g : b));
  const n = Math.ceil(256 / step);
  return picture(n, n * n, 3, (r, x, c) => step * [r, Math.floor(x / n), x % n][c]!);
}

function picture(
  height: number,
  width: number,
  channels: Channels,
  value: (y: number, x: number, c: number) => number,
): Image {
  const data = new Uint8Array(height * width * channels);
  let i = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) for (let c = 0; c < channels; c++) data[i++] = value(y, x, c);
  return new Image(data, { height, width, channels });
}
