import { CrossEntropyLoss } from "../../src/nn/index.ts";
import { SGD } from "../../src/optim/index.ts";
import { engineName, noGrad, setNumThreads, Tensor } from "../../src/tensor/index.ts";
import type { OpenRequest } from "../support/protocol.ts";
import { unpackBytes, unpackFloats } from "../support/protocol.ts";
import { type Opened, serve } from "../support/serve.ts";
import { nets } from "./nets.ts";

await serve(open);

async function open(request: OpenRequest): Promise<Opened> {
  const { net, mode, lr, batchSize, batches, threads, input } = request;
  setNumThreads(threads);
  const model = nets[net]();
  const weights = Object.entries(request.weights).map(
    ([name, { shape, data }]) => [name, Tensor.fromData(unpackFloats(data), shape)] as const,
  );
  model.loadStateDict(new Map(weights), { strict: false });
  model.train(mode === "train");
  const images = unpackFloats(request.images);
  const labels = BigInt64Array.from(unpackBytes(request.labels), BigInt);
  const criterion = new CrossEntropyLoss();
  const optimizer = new SGD(model.parameters(), { lr });
  const size = batchSize * input.reduce((product, length) => product * length, 1);
  return {
    about: `tsvision on ${await engineName()}, Node ${process.version}, threads: ${threads}`,
    // The tensors are new ones each step, as those of a loader are.
    step: async (i) => {
      const at = i % batches;
      const data = images.subarray(at * size, (at + 1) * size);
      const x = Tensor.fromData(data, [batchSize, ...input]);
      if (mode === "eval") return noGrad(async () => sizeOf(model.forward(x)).item());
      const y = Tensor.fromData(labels.subarray(at * batchSize, (at + 1) * batchSize), [batchSize]);
      optimizer.zeroGrad();
      const loss = criterion.forward(model.forward(x), y);
      loss.backward();
      await optimizer.step();
      return loss.item();
    },
  };
}

// One number in which every logit counts: a mean of a thousand hardly changes with the net.
function sizeOf(logits: Tensor): Tensor {
  return logits.square().mean(0).sum();
}
