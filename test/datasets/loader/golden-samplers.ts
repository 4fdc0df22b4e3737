import { readFileSync } from "node:fs";
import { fixture } from "../../support/paths.ts";

/** What torch's samplers gave; see fixtures/golden/datasets/make-samplers.py. */
export interface GoldenSamplers {
  readonly random: readonly {
    readonly n: number;
    readonly options: { readonly replacement?: boolean; readonly num_samples?: number };
    readonly seed: number;
    readonly indices: readonly number[];
  }[];
  readonly subset: readonly {
    readonly indices: readonly number[];
    readonly seed: number;
    readonly order: readonly number[];
  }[];
  readonly weighted: readonly {
    readonly weights: readonly number[];
    readonly count: number;
    readonly replacement: boolean;
    readonly seed: number;
    readonly indices: readonly number[];
  }[];
  readonly distributed: readonly {
    readonly n: number;
    readonly replicas: number;
    readonly shuffle: boolean;
    readonly dropLast: boolean;
    readonly epoch: number;
    readonly ranks: readonly (readonly number[])[];
  }[];
  readonly repeated: readonly {
    readonly n: number;
    readonly replicas: number;
    readonly shuffle: boolean;
    readonly repetitions: number;
    readonly ranks: readonly (readonly number[])[];
  }[];
  readonly batches: readonly {
    readonly n: number;
    readonly size: number;
    readonly dropLast: boolean;
    readonly length: number;
    readonly batches: readonly (readonly number[])[];
  }[];
}

/** Read anew by each test file. */
export function goldenSamplers(): GoldenSamplers {
  const path = fixture("golden", "datasets", "samplers.json");
  return JSON.parse(readFileSync(path, "utf8")) as GoldenSamplers;
}
