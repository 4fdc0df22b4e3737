/**
 * Saving: the state dict, a checkpoint with optimizer and epoch, and the whole model; each gives equal outputs again.
 *
 *   node build/examples/08-saving.js [folder]
 */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manualSeed, models, nn, noGrad, optim, randn } from "tsvision";

manualSeed(0);
const folder = process.argv[2] ?? (await mkdtemp(join(tmpdir(), "tsvision-")));
const x = randn([3, 10]);
const net = () => new nn.Sequential(new nn.Linear(10, 20), new nn.ReLU(), new nn.Linear(20, 5));

const model = net();
const optimizer = new optim.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
model.forward(x).pow(2).mean().backward();
await optimizer.step();

async function compare(name: string, loaded: nn.Module): Promise<void> {
  const difference = noGrad(() => loaded.forward(x).sub(model.forward(x)).abs().amax());
  console.log(`${name}: outputs differ by ${await difference.item()}`);
}

// PyTorch reads the .pth file with torch.load; .safetensors is the safer format
for (const extension of ["pth", "safetensors"]) {
  const file = join(folder, `weights.${extension}`);
  await models.save(file, model.stateDict());
  const loaded = net();
  loaded.loadStateDict(await models.readStateDict(file));
  await compare(`state dict, .${extension}`, loaded);
}

// A checkpoint holds what training needs to go on.
const file = join(folder, "checkpoint.pth");
const { tensors, numbers, groups } = optimizer.stateDict();
await models.save(file, { epoch: 1, model: model.stateDict(), momentum: tensors });
const { value: checkpoint } = await models.readPth(file);
if (!(checkpoint instanceof Map)) throw new Error("not a checkpoint");
const resumed = net();
resumed.loadStateDict(checkpoint.get("model") as nn.StateDict);
const again = new optim.SGD(resumed.parameters(), { lr: 0.1, momentum: 0.9 });
again.loadStateDict({ tensors: checkpoint.get("momentum") as typeof tensors, numbers, groups });
for (const [net, opt] of [[model, optimizer] as const, [resumed, again] as const]) {
  opt.zeroGrad();
  net.forward(x).pow(2).mean().backward();
  await opt.step();
}
await compare(`checkpoint of epoch ${checkpoint.get("epoch")}, one step later`, resumed);

// The whole model: its class by name, and its weights.
const whole = join(folder, "model.safetensors");
await models.saveModel(whole, model, { name: "net" });
await compare("whole model", (await models.loadModel(whole, { classes: { net } })) as nn.Module);
