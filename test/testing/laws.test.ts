import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { laws } from "../../src/testing/index.ts";
import { Identity, RandomHorizontalFlip } from "../../src/transforms/index.ts";
import { fullSample } from "../transforms/samples.ts";
import { Broken, own } from "./broken.ts";

describe("laws", () => {
  test("hold for transforms of the package", () => {
    for (const law of Object.values(laws.generalLaws)) law(new Identity(), fullSample(3, 4), 0);
    laws.roundTrip()(new RandomHorizontalFlip({ p: 0.25 }), fullSample(3, 4), 1);
    laws.identityAtZero()(new RandomHorizontalFlip(), fullSample(3, 4), 1);
    laws.boxesInside(new RandomHorizontalFlip({ p: 1 }), fullSample(3, 4), 1);
    laws.partsAgree(new RandomHorizontalFlip({ p: 1 }), fullSample(3, 4), 1);
  });

  test("say what is broken", () => {
    const { inputUntouched, repeatable } = laws;
    const writes = new Broken({ bug: "writesInput" });
    assert.throws(() => inputUntouched(writes, fullSample(2, 2), 0), /the input was changed/);
    const shares = new Broken({ bug: "sharesMemory" });
    assert.throws(() => inputUntouched(shares, fullSample(2, 2), 0), /shares memory/);
    const unseeded = new Broken({ bug: "unseeded" });
    assert.throws(() => repeatable(unseeded, fullSample(2, 2), 0), /another result/);
    const always = laws.identityAtZero(own);
    assert.throws(() => always(new Broken({ bug: "alwaysOn" }), fullSample(2, 2), 0), /p = 0/);
  });
});
