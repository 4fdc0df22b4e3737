import assert from "node:assert/strict";
import { test } from "node:test";
import { isFloatKey } from "../../src/models/pickle-floats.ts";

test("the settings that PyTorch keeps as floats, in both spellings", () => {
  for (const key of [
    "lr",
    "initial_lr",
    "initialLr",
    "betas",
    "eps",
    "weight_decay",
    "weightDecay",
  ])
    assert.ok(isFloatKey(key), key);
});

test("counts, flags, labels and keys of other types stay what they are", () => {
  for (const key of ["step", "epoch", "last_epoch", "T_max", "step_size", "Lr", "lr_", "", 0, null])
    assert.ok(!isFloatKey(key), String(key));
});
