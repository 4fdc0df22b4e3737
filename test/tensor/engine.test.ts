import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  engineName,
  engineStats,
  ones,
  realize,
  setNumThreads,
  type Tensor,
  tensor,
} from "../../src/tensor/index.ts";

/** How many compiles and runs `work` took. */
async function cost(work: () => Promise<unknown>): Promise<{ compiles: number; runs: number }> {
  const before = engineStats();
  await work();
  const after = engineStats();
  return { compiles: after.compiles - before.compiles, runs: after.runs - before.runs };
}

const chain = (x: Tensor, length: number) => {
  let y = x;
  for (let i = 0; i < length; i++) y = i % 2 === 0 ? y.add(x) : y.sub(x);
  return y;
};

describe("the engine", () => {
  it("loads nothing and computes nothing before an await", () => {
    const index = fileURLToPath(new URL("../../src/tensor/index.js", import.meta.url));
    const script = `
      import { engineStats, tensor } from ${JSON.stringify(pathToFileURL(index).href)};
      const x = tensor([1, 2], { requiresGrad: true });
      x.exp().sum().backward();
      const loaded = () => process.report.getReport().sharedObjects.filter((f) => /onnxruntime/.test(f)).length;
      const before = [loaded(), engineStats().compiles, engineStats().runs];
      await x.grad.data();
      console.log(JSON.stringify([before, loaded() > 0, engineStats()]));`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--input-type=module", "--eval", script],
      { encoding: "utf8" },
    );
    assert.deepEqual(
      JSON.parse(stdout || "null"),
      [[0, 0, 0], true, { compiles: 1, runs: 1 }],
      stderr,
    );
  });

  it("names itself", async () => {
    assert.match(await engineName(), /^onnxruntime \d+\.\d+/);
  });

  it("runs equal structures on other numbers with one program", async () => {
    const once = async (k: number) => {
      const x = tensor([k, 2 * k, 3 * k]);
      assert.deepEqual(await x.mul(x).add(x.exp().log()).sum().item(), 14 * k * k + 6 * k);
    };
    const { compiles, runs } = await cost(async () => {
      for (const k of [0, 1, 2, 3]) await once(k);
    });
    assert.deepEqual({ compiles, runs }, { compiles: 1, runs: 4 });
  });

  it("compiles a changed scalar of the program text at most twice", async () => {
    const { compiles } = await cost(async () => {
      for (let i = 0; i < 20; i++) {
        const out = await tensor([1, 2, 3, 4])
          .mul(i)
          .add(i / 2)
          .toArray();
        assert.deepEqual(out, [1.5 * i, 2.5 * i, 3.5 * i, 4.5 * i]);
      }
    });
    assert.equal(compiles, 2);
  });

  it("computes several tensors in one run", async () => {
    const x = tensor([1, 2]);
    const [a, b] = [x.exp(), x.exp().sum()];
    const { runs } = await cost(() => realize(a, b, a, x));
    assert.equal(runs, 1);
    assert.equal(
      b.hostData()[0],
      (a.hostData() as Float32Array).reduce((p, q) => p + q),
    );
  });

  it("returns at once what is in memory", async () => {
    const y = tensor([1]).exp();
    await y.data();
    const { runs } = await cost(async () => {
      await y.data();
      await realize(y, tensor([2]));
      await realize();
    });
    assert.equal(runs, 0);
  });

  it("computes graphs that share nodes at the same time", async () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    const shared = x.matmul(x);
    const outs = [shared.add(1), shared.sum(), shared.mul(shared), shared, shared.t()];
    await Promise.all(outs.map((out) => out.data()));
    assert.deepEqual(
      outs.map((out) => [...out.hostData()]),
      [[8, 11, 16, 23], [54], [49, 100, 225, 484], [7, 10, 15, 22], [7, 15, 10, 22]],
    );
  });

  it("computes many calls of one program at the same time, each on its own numbers", async () => {
    const outs = await Promise.all(
      Array.from({ length: 20 }, (_, i) => tensor([i, 1]).mul(7).add(i).toArray()),
    );
    outs.forEach((out, i) => {
      assert.deepEqual(out, [8 * i, 7 + i]);
    });
  });

  it("does not overflow the stack on 5,000 chained operations, gradient included", async () => {
    const x = ones([2], { requiresGrad: true });
    const y = chain(x, 5000);
    y.sum().backward();
    await realize(y, x.grad!);
    assert.deepEqual([...y.hostData()], [1, 1]);
    assert.deepEqual([...x.grad!.hostData()], [1, 1]);
  });

  it("forgets the longest unused of more than 64 programs, and compiles it again", async () => {
    const out = (length: number) => chain(tensor([length]), length).data();
    const first = await cost(() => out(1));
    assert.equal(first.compiles, 1);
    const others = await cost(async () => {
      for (let length = 2; length <= 65; length++) await out(length);
    });
    assert.equal(others.compiles, 64);
    assert.equal((await cost(() => out(65))).compiles, 0);
    assert.equal((await cost(() => out(1))).compiles, 1);
    assert.deepEqual([...(await out(1))], [2]);
  });

  it("goes on with other threads: old tensors, new programs, counts that do not start over", async () => {
    const [x, y] = [tensor([1, 2, 3]), tensor([[1], [2]])];
    const out = () => x.add(y).sum().item();
    assert.equal(await out(), 21);
    const before = engineStats();
    setNumThreads(1);
    // The first walks of a fresh engine must not take the old nodes for visited ones.
    assert.equal(await out(), 21);
    assert.equal(await y.mul(x).sum().item(), 18);
    assert.equal(engineStats().compiles, before.compiles + 2);
    setNumThreads(0);
    assert.throws(() => setNumThreads(-1), {
      message: "setNumThreads: expected a whole number >= 0, got -1; pass 0 for one thread a core",
    });
  });

  it("compiles two batch sizes, and no further ones, where no gradient is asked for", async () => {
    const weight = ones([6, 3]);
    const step = async (n: number) => {
      const out = ones([n, 2, 3]).mul(2).flatten(1).matmul(weight).logSoftmax(1).mean();
      assert.ok(Math.abs((await out.item()) + Math.log(3)) < 1e-6, `batch of ${n}`);
    };
    const { compiles } = await cost(async () => {
      for (const n of [8, 5, 3, 8, 1, 64, 5, 17]) await step(n);
    });
    assert.equal(compiles, 2);
  });

  it("compiles weights in that stay the same without gradients, and sees new ones", async () => {
    const weight = tensor([[2], [3]]).setPersistent();
    const out = (x: number) =>
      tensor([[x, 1]])
        .matmul(weight)
        .item();
    const { compiles, runs } = await cost(async () => {
      for (let i = 0; i < 8; i++) assert.equal(await out(i), 2 * i + 3);
    });
    assert.deepEqual({ compiles, runs }, { compiles: 2, runs: 8 });
    weight.assign(tensor([[5], [7]]));
    for (let i = 0; i < 8; i++) assert.equal(await out(i), 5 * i + 7);
  });

  it("compiles weights in at once for a large batch, unless a run made them or others came before", async () => {
    const weight = tensor([[2], [3]]).setPersistent();
    const batch = tensor(Array.from({ length: 8 }, (_, i) => [i, 1]));
    const out = () => batch.matmul(weight).abs().toArray(); // a structure of its own
    const wanted = (a: number, b: number) => Array.from({ length: 8 }, (_, i) => [a * i + b]);
    const once = await cost(async () => {
      for (let i = 0; i < 3; i++) assert.deepEqual(await out(), wanted(2, 3));
    });
    assert.deepEqual(once, { compiles: 2, runs: 3 });
    weight.assign(tensor([[5], [7]]));
    const anew = await cost(async () => assert.deepEqual(await out(), wanted(5, 7)));
    assert.deepEqual(anew, { compiles: 0, runs: 1 }, "who changes weights may do so again");
    const made = tensor([[1], [1]]).add(tensor([[4], [5]]));
    await made.data();
    made.setPersistent();
    const trained = await cost(async () => {
      const sum = await batch.add(0).matmul(made).toArray();
      assert.deepEqual(sum, wanted(5, 6));
    });
    assert.deepEqual(trained, { compiles: 1, runs: 1 });
  });

  it("warns at the fifth compilation of one structure, and names what changed", () => {
    const index = fileURLToPath(new URL("../../src/tensor/index.js", import.meta.url));
    const script = `
      import { tensor } from ${JSON.stringify(pathToFileURL(index).href)};
      const labels = tensor([0], { dtype: "int64" });
      for (let n = 1; n <= 9; n++) await labels.oneHot(n).data();`;
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--input-type=module", "--eval", script],
      { encoding: "utf8" },
    );
    assert.equal(status, 0, stderr);
    assert.match(stderr, /TsvisionHint: the same computation was compiled 5 times/);
    assert.match(stderr, /because oneHot .*4.* became oneHot .*5/);
    assert.equal(stderr.match(/compiled \d times/g)?.length, 1);
  });
});
