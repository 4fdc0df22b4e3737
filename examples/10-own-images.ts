/**
 * Image classification on a folder of one's own: a folder for each class, a small net, the training loop, and what it
 * says about one file.
 *
 *   node build/examples/10-own-images.js [folder [image]]
 */
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  DataLoader,
  ImageFolder,
  Module,
  manualSeed,
  nn,
  noGrad,
  optim,
  readImage,
  type Tensor,
  Trainer,
  transforms,
} from "tsvision";

// photos/cat/1.jpg, photos/dog/2.png, ...
const folder = process.argv[2] ?? fileURLToPath(new URL("../../fixtures/folder", import.meta.url));
const size = 28;

class Net extends Module {
  features = new nn.Sequential(
    new nn.Conv2d(3, 16, 3, { padding: 1 }),
    new nn.BatchNorm2d(16),
    new nn.ReLU(),
    new nn.MaxPool2d(2),
    new nn.Conv2d(16, 32, 3, { padding: 1 }),
    new nn.BatchNorm2d(32),
    new nn.ReLU(),
    new nn.MaxPool2d(2),
  );
  classifier: nn.Linear;

  constructor(classes: number) {
    super();
    this.classifier = new nn.Linear(32 * (size / 4) ** 2, classes);
  }

  forward(x: Tensor): Tensor {
    return this.classifier.forward(this.features.forward(x).flatten(1));
  }
}

// What the model sees is the same in training and later, but for the random changes.
const { Compose, Normalize, RandomCrop, RandomHorizontalFlip, Resize, ToTensor } = transforms;
const resize = new Resize([size, size]);
const toInput = [new ToTensor(), new Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])];
const changes = [new RandomCrop(size, { padding: 2 }), new RandomHorizontalFlip()];
const prepare = new Compose([resize, ...toInput]);
const trainSet = await ImageFolder.open<Tensor>(folder, {
  transform: new Compose([resize, ...changes, ...toInput]),
});

manualSeed(0);
const model = new Net(trainSet.classes.length);
const optimizer = new optim.AdamW(model.parameters(), { lr: 0.003 });
const trainer = new Trainer({ model, optimizer, progress: "nothing" });
const loader = new DataLoader(trainSet, { batchSize: 20, shuffle: true });
const { epochs } = await trainer.fit(loader, { epochs: 20 });
const { loss, accuracy } = epochs.at(-1)!.training;
console.log(`${trainSet.length} images of ${trainSet.classes.length} classes`);
console.log(`loss ${loss.toFixed(2)}, accuracy ${(100 * accuracy).toFixed(0)} %`);

// One file: decoded, prepared, a batch of one.
const file = process.argv[3] ?? trainSet.samples[0]![0];
const image = prepare.apply(await readImage(file)) as Tensor;
model.eval();
const probabilities = noGrad(() => model.forward(image.unsqueeze(0)).softmax(1));
const best = await probabilities.argmax(1).item();
console.log(`${join(basename(dirname(file)), basename(file))}: ${trainSet.classes[best]}`);
