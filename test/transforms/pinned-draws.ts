import { createHash } from "node:crypto";
import fc from "fast-check";
import { images, spelled, transformsNamed } from "../../src/testing/index.ts";
import { particularArguments, transformArguments } from "../../src/testing/transform-arguments.ts";
import { Rng } from "../../src/util/rng.ts";

/** What each transform makes of fixed pictures with fixed seeds, as hashes by name. */
export function pinnedDraws(): Record<string, readonly string[]> {
  const names = Object.keys({ ...transformArguments, ...particularArguments }).sort();
  const [image] = fc.sample(images({ kinds: ["bytes"], channels: [3], size: [23, 31] }), {
    numRuns: 1,
    seed: 6,
  });
  const entries = names.map((name) => {
    const drawn = fc.sample(transformsNamed(name), { numRuns: 3, seed: 6 });
    return [
      name,
      drawn.map((transform, seed) => digest(() => transform.apply(image, new Rng(seed)))),
    ];
  });
  return Object.fromEntries(entries);
}

function digest(make: () => unknown): string {
  try {
    const text = JSON.stringify(spelled(make()), (_, value: unknown) =>
      ArrayBuffer.isView(value) ? [...(value as Uint8Array)].map(String).join() : value,
    );
    return createHash("sha256").update(text).digest("hex").slice(0, 16);
  } catch (error) {
    return (error as Error).name;
  }
}
