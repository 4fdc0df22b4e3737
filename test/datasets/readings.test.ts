import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import * as datasets from "../../src/datasets/index.ts";
import { BoundingBoxes, Image, KeyPoints, Mask } from "../../src/sample/index.ts";
import { fixture } from "../support/paths.ts";
import { writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";

interface Reading {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  readonly samples: readonly { readonly pixels: readonly string[]; readonly target: unknown }[];
}
const sets: Reading[] = JSON.parse(
  readFileSync(fixture("golden/datasets/readings.json"), "utf8"),
).sets;

type Opener = {
  open(root: string, options: object): Promise<datasets.Dataset<readonly unknown[]>>;
};

// A target as torchvision 0.14.1 gives it.
function plain(name: string, target: unknown): unknown {
  if (Array.isArray(target)) return target.map((part) => plain(name, part));
  if (target instanceof Mask) return { shape: [...target.shape], data: [...target.data] };
  if (target instanceof KeyPoints) return [...target.data];
  if (target instanceof BoundingBoxes) {
    const [x0, y0, x1, y1] = [...target.data] as [number, number, number, number];
    return [x0, y0, x1 - x0, y1 - y0]; // the list's own form
  }
  if (name === "VOCDetection") return { annotation: (target as datasets.VOCTarget).annotation };
  return target;
}

describe("data sets are read as torchvision reads them", () => {
  for (const { name, options, files, classes, samples } of sets)
    it(`${name} ${JSON.stringify(options)}`, () =>
      withFolder(async (root) => {
        const content = Object.entries(files).map(([path, text]) => [
          path,
          Buffer.from(text, "base64"),
        ]);
        await writeFiles(root, Object.fromEntries(content));
        const opener = (datasets as unknown as Record<string, Opener>)[name]!;
        const data = await opener.open(root, { ...options, verify: false });
        assert.equal(data.length, samples.length);
        if (classes.length > 0 && typeof classes[0] === "string" && !name.startsWith("VOC"))
          assert.deepEqual((data as unknown as Reading).classes, classes);
        for (const [i, { pixels, target }] of samples.entries()) {
          const sample = await data.get(i);
          const images = sample.slice(0, -1) as Image[];
          const digests = images.map(({ data }) => createHash("sha256").update(data).digest("hex"));
          assert.deepEqual(digests, pixels, `pixels of sample ${i}`);
          assert.deepEqual(plain(name, sample.at(-1)), target, `target of sample ${i}`);
          assert.ok(images.every((image) => image instanceof Image));
        }
      }));
});
