import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { isGradEnabled, noGrad, tensor } from "../../src/tensor/index.ts";

const x = tensor([1], { requiresGrad: true });
const records = () => x.mul(2).requiresGrad;

describe("noGrad", () => {
  it("covers a plain function, nested ones and no more", () => {
    assert.equal(noGrad(records), false);
    noGrad(() => {
      noGrad(() => assert.equal(isGradEnabled(), false));
      assert.equal(records(), false);
    });
    assert.equal(records(), true);
  });

  it("ends where the work throws", async () => {
    assert.throws(() =>
      noGrad(() => {
        throw new Error("inside");
      }),
    );
    assert.equal(records(), true);
    await assert.rejects(
      noGrad(async () => {
        await turn();
        throw new Error("inside");
      }),
      /inside/,
    );
    assert.equal(records(), true);
  });

  it("covers an async function across its awaits, and nothing beside it", async () => {
    const seen: boolean[] = [];
    const covered = noGrad(async () => {
      seen.push(records());
      await turn();
      await (async () => {
        seen.push(records());
      })();
      return records();
    });
    assert.equal(records(), true); // while the other waits
    await turn();
    assert.equal(records(), true);
    assert.equal(await covered, false);
    assert.deepEqual(seen, [false, false]);
    assert.equal(records(), true);
  });

  it("nests async in plain and plain in async", async () => {
    let inner: Promise<boolean> | undefined;
    noGrad(() => {
      inner = noGrad(async () => {
        await turn();
        return records();
      });
    });
    assert.equal(records(), true);
    assert.equal(await inner, false);
    await noGrad(async () => {
      noGrad(records);
      await turn();
      assert.equal(records(), false);
    });
  });

  it("refuses a plain function that returns a promise", () => {
    assert.throws(() => noGrad(() => Promise.resolve(1)), {
      message:
        "noGrad: expected a plain function or an `async` one, " +
        'got "a plain function that returned a promise"; write `async () => ...`',
    });
    assert.equal(records(), true);
  });
});
