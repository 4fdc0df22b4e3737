/**
 * Optimizers and schedules: each takes a parabola's slope down to its lowest point, at 3.
 *
 *   node build/examples/07-optimizers.js
 */
import { optim, type Tensor, tensor } from "tsvision";

type Make = (parameters: Tensor[]) => optim.Optimizer;

const optimizers: Readonly<Record<string, Make>> = {
  SGD: (p) => new optim.SGD(p, { lr: 0.1 }),
  "SGD with momentum": (p) => new optim.SGD(p, { lr: 0.1, momentum: 0.5 }),
  "SGD with Nesterov's momentum": (p) =>
    new optim.SGD(p, { lr: 0.1, momentum: 0.5, nesterov: true }),
  Adagrad: (p) => new optim.Adagrad(p, { lr: 1 }),
  RMSprop: (p) => new optim.RMSprop(p, { lr: 0.1 }),
  Adadelta: (p) => new optim.Adadelta(p, { lr: 10 }),
  Adam: (p) => new optim.Adam(p, { lr: 0.3 }),
  AdamW: (p) => new optim.AdamW(p, { lr: 0.3 }),
};

for (const [name, make] of Object.entries(optimizers)) {
  const x = tensor([0], { requiresGrad: true });
  const optimizer = make([x]);
  const schedule = new optim.StepLR(optimizer, { stepSize: 20, gamma: 0.5 });
  for (let step = 0; step < 60; step++) {
    optimizer.zeroGrad();
    x.sub(3).pow(2).sum().backward();
    await optimizer.step();
    schedule.step();
  }
  const rate = optimizer.lr;
  console.log(`${name}: ${(await x.item()).toFixed(4)}, learning rate now ${rate}`);
}
