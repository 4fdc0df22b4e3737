import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cos, radians, sin, tan } from "../../../src/transforms/kernels/trigonometry.ts";
import { golden } from "../golden.ts";

interface Tables {
  readonly trigonometry: readonly [x: number, sin: number, cos: number, tan: number][];
}

describe("trigonometry", () => {
  // The C library rounds one in some hundred to a thousand of these the wrong way.
  test("equals the C library's to the last bit, but for a few", () => {
    const { trigonometry } = golden<Tables>("warp-tables");
    let others = 0;
    for (const [x, s, c, t] of trigonometry) {
      for (const [got, want] of [
        [sin(x), s],
        [cos(x), c],
        [tan(x), t],
      ] as const) {
        if (got === want) continue;
        others++;
        assert.ok(Math.abs(got - want) <= Math.abs(want) * 2 ** -52, `${x}: ${got}, ${want}`);
      }
    }
    assert.ok(others <= 4, `${others} of ${3 * trigonometry.length}`);
  });

  test("is correctly rounded where the answer is known", () => {
    assert.deepEqual([sin(0), cos(0), tan(0)], [0, 1, 0]);
    // The distance of the double next to pi / 2 from pi / 2.
    assert.equal(cos(Math.PI / 2), 6.123233995736766e-17);
    assert.equal(sin(Math.PI), 1.2246467991473532e-16);
    assert.equal(sin(-Math.PI / 6), -0.49999999999999994);
    assert.equal(sin(1e-9), 1e-9);
    assert.equal(tan(1e-9), 1e-9);
  });

  test("turns degrees to radians as Python does", () => {
    assert.equal(radians(180), Math.PI);
    assert.equal(radians(30), 0.5235987755982988);
  });
});
