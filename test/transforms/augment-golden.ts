import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import type { Image } from "../../src/sample/index.ts";
import type { Transform } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { golden, goldenInput } from "./golden.ts";

interface AugmentCase {
  readonly name: string;
  readonly args: readonly never[];
  readonly input: string;
  /** The start of the result's SHA-256, for seeds from 0 on. */
  readonly sha256: readonly string[];
}

export interface AugmentGolden {
  readonly cases: readonly AugmentCase[];
  readonly lines: readonly { start: number; end: number; count: number; values: number[] }[];
  readonly bits: readonly { most: number; span: number; bins: number; values: number[] }[];
}

export const augmentGolden = golden<AugmentGolden>("auto-augment");

/** Holds a class to torchvision's pixels under hundreds of seeds. */
export function testAugment(Class: new (...args: never[]) => Transform): void {
  const cases = augmentGolden.cases.filter(({ name }) => name === Class.name);
  assert.ok(cases.length > 0);
  for (const { args, input, sha256 } of cases)
    test(`${JSON.stringify(args)} of ${input} equals torchvision's under ${sha256.length} seeds`, () => {
      const transform = new Class(...args);
      const image = goldenInput(input) as Image;
      const got = sha256.map((_, seed) => {
        const { data } = transform.apply(image, new Rng(seed));
        return createHash("sha256").update(data).digest("hex").slice(0, 12);
      });
      assert.deepEqual(got, sha256);
    });
}

/** A sample of one picture and what passes by. */
export const withLabel = (picture: Image) => ({ picture, label: 3, more: [null, "a.png"] });
