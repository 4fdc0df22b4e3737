import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeSchedule, type ScheduleFlags } from "../../src/cli/make-schedule.ts";
import { SGD } from "../../src/optim/index.ts";
import { tensor } from "../../src/tensor/index.ts";
import { stepSchedule } from "../../src/train/scheduling.ts";

const steps = 4;

// The rate of every epoch, or of every step; as shares of the highest.
function shares(flags: ScheduleFlags): number[] {
  const optimizer = new SGD([tensor([0], { requiresGrad: true })], { lr: 0.5, momentum: 0.9 });
  const { schedule, scheduleEvery } = makeSchedule(optimizer, flags, steps);
  const length = scheduleEvery === "epoch" ? flags.epochs : flags.epochs * steps;
  return Array.from({ length }, () => {
    const { lr } = optimizer;
    if (schedule !== undefined) stepSchedule(schedule, { loss: 0, accuracy: 0 });
    return lr / 0.5;
  });
}

function near(got: readonly number[], want: readonly number[]): void {
  assert.equal(got.length, want.length);
  got.forEach((value, i) => {
    assert.ok(Math.abs(value - want[i]!) < 1e-12, `${got}, want ${want}`);
  });
}

describe("makeSchedule", () => {
  const half = Math.SQRT1_2;
  const cases: [ScheduleFlags, number[]][] = [
    [{ schedule: "none", warmupEpochs: 0, epochs: 3 }, [1, 1, 1]],
    [{ schedule: "none", warmupEpochs: 2, epochs: 4 }, [1 / 3, 2 / 3, 1, 1]],
    [
      { schedule: "cosine", warmupEpochs: 0, epochs: 4 },
      [1, (1 + half) / 2, 1 / 2, (1 - half) / 2],
    ],
    [{ schedule: "cosine", warmupEpochs: 1, epochs: 3 }, [1 / 2, 1, 1 / 2]],
    [{ schedule: "cosine", warmupEpochs: 0, epochs: 1 }, [1]],
    [{ schedule: "step", warmupEpochs: 0, epochs: 5 }, [1, 1, 0.1, 0.1, 0.01]],
    [{ schedule: "step", warmupEpochs: 1, epochs: 4 }, [1 / 2, 1, 0.1, 0.01]],
  ];
  for (const [flags, want] of cases)
    it(`${flags.schedule}, ${flags.warmupEpochs} of ${flags.epochs} epochs of warm-up`, () => {
      near(shares(flags), want);
    });

  it("onecycle rises once and falls far below its start, step by step", () => {
    const rates = shares({ schedule: "onecycle", warmupEpochs: 1, epochs: 3 });
    near([rates[0]!, rates[steps - 1]!, rates.at(-1)!], [1 / 25, 1, 1 / 25e4]);
    const rising = rates.slice(1).map((rate, i) => rate > rates[i]!);
    assert.deepEqual(
      rising,
      rising.map((_, i) => i < steps - 1),
    );
    const [first, high] = shares({ schedule: "onecycle", warmupEpochs: 0, epochs: 10 });
    near([first!], [1 / 25]);
    assert.ok(high! > first!);
  });

  it("refuses to warm up to the end", () => {
    for (const schedule of ["cosine", "onecycle", "none"] as const)
      assert.throws(
        () => shares({ schedule, warmupEpochs: 3, epochs: 3 }),
        /fewer warm-up epochs than 3, got 3; pass a smaller --warmup-epochs/,
      );
  });
});
