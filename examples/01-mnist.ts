/**
 * The classic first program: a net of two linear layers learns ten kinds of clothing.
 *
 *   node build/examples/01-mnist.js [folder]
 *
 * It runs on full Fashion-MNIST if the four `*-ubyte.gz` files are in the folder that you name (Debian's package
 * `dataset-fashion-mnist` puts them into /usr/share/datasets/fashion-mnist, where it looks by itself), else on the
 * tenth of it that the repository ships.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  DataLoader,
  FashionMNIST,
  Module,
  manualSeed,
  nn,
  noGrad,
  optim,
  type Tensor,
  transforms,
} from "tsvision";

const shipped = fileURLToPath(new URL("../../fixtures/fashion-mnist", import.meta.url));
const debian = "/usr/share/datasets/fashion-mnist";
const folder = process.argv[2] ?? (existsSync(debian) ? debian : shipped);

class Net extends Module {
  flatten = new nn.Flatten();
  fc1 = new nn.Linear(28 * 28, 128);
  relu = new nn.ReLU();
  fc2 = new nn.Linear(128, 10);

  forward(x: Tensor): Tensor {
    return this.fc2.forward(this.relu.forward(this.fc1.forward(this.flatten.forward(x))));
  }
}

manualSeed(0);
const transform = new transforms.Compose([
  new transforms.ToTensor(),
  new transforms.Normalize([0.5], [0.5]),
]);
const trainSet = await FashionMNIST.open(folder, { train: true, transform });
const testSet = await FashionMNIST.open(folder, { train: false, transform });
const trainLoader = new DataLoader(trainSet, { batchSize: 64, shuffle: true });
const testLoader = new DataLoader(testSet, { batchSize: 64 });

const model = new Net();
const criterion = new nn.CrossEntropyLoss();
const optimizer = new optim.SGD(model.parameters(), { lr: 0.01 });

for (let epoch = 1; epoch <= 5; epoch++) {
  let runningLoss = 0;
  for await (const [images, labels] of trainLoader) {
    optimizer.zeroGrad();
    const loss = criterion.forward(model.forward(images), labels);
    loss.backward();
    await optimizer.step();
    runningLoss += await loss.item();
  }
  console.log(`Epoch ${epoch}, loss: ${(runningLoss / trainLoader.length).toFixed(4)}`);
}

let correct = 0;
await noGrad(async () => {
  for await (const [images, labels] of testLoader) {
    const predicted = model.forward(images).argmax(1);
    correct += await predicted.eq(labels).sum().item();
  }
});
console.log(
  `Accuracy on ${testSet.length} test images: ${((100 * correct) / testSet.length).toFixed(2)} %`,
);
