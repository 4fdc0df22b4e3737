import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { CrossEntropyLoss, Linear, ReLU, Sequential } from "../../src/nn/index.ts";
import { SGD, type SGDOptions } from "../../src/optim/index.ts";
import { Tensor, tensor, zeros } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";

interface Trajectory {
  readonly options: {
    readonly lr: number;
    readonly momentum?: number;
    readonly dampening?: number;
    readonly weight_decay?: number;
    readonly nesterov?: boolean;
  };
  readonly x: readonly number[];
  readonly targets: readonly number[];
  readonly first: Readonly<Record<string, readonly number[]>>;
  readonly losses: readonly number[];
  readonly last: Readonly<Record<string, readonly number[]>>;
}

const { cases } = JSON.parse(readFileSync(fixture("golden", "optim", "sgd.json"), "utf8")) as {
  readonly cases: Readonly<Record<string, Trajectory>>;
};

function near(got: number, want: number, what: string): void {
  const close = Math.abs(got - want) <= 1e-5 * Math.max(1, Math.abs(want));
  assert.ok(close, `${what}: got ${got}, want ${want}`);
}

function netOf(first: Trajectory["first"]): Sequential {
  const net = new Sequential(new Linear(3, 4), new ReLU(), new Linear(4, 3));
  const state = [...net.stateDict()].map(([name, { shape }]) => {
    return [name, Tensor.fromData(Float32Array.from(first[name]!), shape)] as const;
  });
  net.loadStateDict(new Map(state));
  return net;
}

describe("SGD goes where torch's goes in ten steps", () => {
  for (const [name, { options, x, targets, first, losses, last }] of Object.entries(cases)) {
    it(name, async () => {
      const net = netOf(first);
      const { weight_decay: weightDecay = 0, ...rest } = options;
      const optimizer = new SGD(net.parameters(), { ...rest, weightDecay });
      const images = Tensor.fromData(Float32Array.from(x), [6, 3]);
      const labels = tensor(targets, { dtype: "int64" });
      for (let step = 0; step < losses.length; step++) {
        if (name === "changedRate" && step === 5) optimizer.lr = 0.01;
        optimizer.zeroGrad();
        const loss = new CrossEntropyLoss().forward(net.forward(images), labels);
        loss.backward();
        await optimizer.step();
        near(await loss.item(), losses[step]!, `loss ${step}`);
      }
      for (const [key, tensor] of net.stateDict())
        last[key]!.forEach((value, i) => {
          near(Number(tensor.hostData()[i]!), value, `${key} ${i}`);
        });
    });
  }
});

describe("SGD refuses", () => {
  const parameters = [zeros([2]).setRequiresGrad()];
  const make = (options: Partial<SGDOptions>) => new SGD(parameters, { lr: 0.1, ...options });

  it("settings that are out of range", () => {
    assert.throws(() => make({ momentum: -0.1 }), {
      message: "SGD: expected momentum to be a finite number >= 0, got -0.1; pass another momentum",
    });
    assert.throws(() => make({ weightDecay: -1 }), /SGD: expected weightDecay/);
    assert.throws(() => make({ dampening: Number.NaN }), /SGD: expected dampening/);
    assert.throws(() => make({ lr: -1 }), /lr to be a finite number >= 0, got -1/);
    assert.throws(() => new SGD(parameters, {} as SGDOptions), /lr to be a finite number/);
  });

  it("nesterov without momentum, or with dampening", () => {
    assert.throws(() => make({ nesterov: true }), {
      message:
        "SGD: expected momentum > 0 and no dampening with nesterov, " +
        "got { momentum: 0, dampening: 0, nesterov: true }; set momentum, e.g. 0.9",
    });
    assert.throws(() => make({ nesterov: true, momentum: 0.9, dampening: 0.1 }), /no dampening/);
  });
});
