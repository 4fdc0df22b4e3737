import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import fc from "fast-check";
import { codePointOrder } from "../../src/datasets/code-point-order.ts";
import { fixture } from "../support/paths.ts";

describe("codePointOrder", () => {
  it("sorts 1,000 names as Python's sorted, which JavaScript's own order does not", async () => {
    const file = await readFile(fixture("golden/datasets/names.json"), "utf8");
    const golden = JSON.parse(file) as { names: string[]; sorted: number[] };
    const sorted = golden.sorted.map((place) => golden.names[place]!);
    assert.equal(sorted.length, 1000);
    assert.deepEqual([...golden.names].sort(codePointOrder), sorted);
    assert.notDeepEqual([...golden.names].sort(), sorted);
    assert.notDeepEqual(
      [...golden.names].sort((a, b) => a.localeCompare(b)),
      sorted,
    );
  });

  it("is the order of the lists of code points", () => {
    const points = (text: string) => Array.from(text, (char) => char.codePointAt(0)!);
    const text = fc.string({ unit: "binary", maxLength: 4 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const x = points(a);
        const y = points(b);
        const at = x.findIndex((point, i) => point !== y[i]);
        const want = at === -1 ? x.length - y.length : x[at]! - (y[at] ?? -1);
        assert.equal(Math.sign(codePointOrder(a, b)), Math.sign(want));
      }),
    );
  });
});
