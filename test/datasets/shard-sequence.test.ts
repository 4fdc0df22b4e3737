import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { shardSequence } from "../../src/datasets/shard-sequence.ts";

const plain = { seed: 4, epoch: 0, rank: 0, worldSize: 1, shuffle: false, resampled: false };
const take = (count: number, more: Partial<Parameters<typeof shardSequence>[1]>, first = 1000) => {
  const got: number[] = [];
  for (const shard of shardSequence(count, { ...plain, repeat: false, ...more })) {
    if (got.push(shard) === first) break;
  }
  return got;
};

describe("shardSequence", () => {
  it("gives each rank its part of one order", () => {
    assert.deepEqual(take(5, {}), [0, 1, 2, 3, 4]);
    for (const epoch of [0, 1]) {
      const ranks = [0, 1, 2].map((rank) => take(8, { shuffle: true, epoch, rank, worldSize: 3 }));
      assert.deepEqual(
        ranks.map(({ length }) => length),
        [3, 3, 2],
      );
      assert.deepEqual(ranks.flat().sort(), [0, 1, 2, 3, 4, 5, 6, 7]);
      const whole = take(8, { shuffle: true, epoch });
      assert.deepEqual(
        whole,
        [0, 1, 2, 0, 1, 2, 0, 1].map((rank, i) => ranks[rank]![Math.floor(i / 3)]),
      );
    }
  });

  it("has another order in every epoch and every pass, each repeatable", () => {
    const orders = [0, 1, 2].map((epoch) => take(20, { shuffle: true, epoch }).join());
    assert.equal(new Set(orders).size, 3);
    assert.equal(take(20, { shuffle: true, epoch: 1 }).join(), orders[1]);
    const twice = take(20, { shuffle: true, repeat: true }, 40);
    assert.equal(twice.slice(0, 20).join(), orders[0]);
    assert.notEqual(twice.slice(20).join(), orders[0]);
    assert.deepEqual(twice.slice(20).sort(), twice.slice(0, 20).sort());
  });

  it("draws shards for ever where they are resampled, other ones for each rank", () => {
    const draws = take(4, { resampled: true }, 400);
    assert.equal(draws.length, 400);
    for (const shard of [0, 1, 2, 3]) {
      const share = draws.filter((one) => one === shard).length;
      assert.ok(share > 70 && share < 130, `${share} draws of ${shard}`);
    }
    assert.notDeepEqual(take(4, { resampled: true, rank: 1, worldSize: 2 }, 400), draws);
  });

  it("refuses fewer shards than ranks", () => {
    assert.throws(() => take(2, { worldSize: 3 }), /a shard for each of 3 ranks, got 2/);
  });
});
