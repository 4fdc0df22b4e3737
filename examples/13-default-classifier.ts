/**
 * Trains the classifier that the package brings along: ten kinds of clothing, from the whole of
 * Fashion-MNIST, in twenty epochs.
 *
 *   node build/examples/13-default-classifier.js [folder] [epochs] [file]
 *
 * The folder holds the four `*-ubyte.gz` files; Debian's package `dataset-fashion-mnist` puts them into
 * /usr/share/datasets/fashion-mnist, where it looks by itself, else at what the repository ships.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  Classifier,
  DataLoader,
  FashionMNIST,
  manualSeed,
  models,
  optim,
  transforms as T,
  Trainer,
} from "tsvision";

const shipped = fileURLToPath(new URL("../../fixtures/fashion-mnist", import.meta.url));
const debian = "/usr/share/datasets/fashion-mnist";
const folder = process.argv[2] ?? (existsSync(debian) ? debian : shipped);
const epochs = Number(process.argv[3] ?? 20);
const file = process.argv[4] ?? "fashion-mnist.safetensors";

manualSeed(0);
const tail = [new T.ToTensor(), new T.Normalize([0.286], [0.353])];
const transform = new T.Compose(tail);
const augment = new T.Compose([
  new T.RandomCrop(28, { padding: 2 }),
  new T.RandomHorizontalFlip(),
  ...tail,
]);
const training = await FashionMNIST.open(folder, { train: true, transform: augment });
const heldOut = await FashionMNIST.open(folder, { train: false, transform });
const batches = new DataLoader(training, { batchSize: 128, shuffle: true, dropLast: true });
const testing = new DataLoader(heldOut, { batchSize: 500 });

const options = { numClasses: 10, widths: [32, 64, 128], batchNorm: true };
const spec = { name: "simpleCnn", options } as const;
const model = models.buildModel(spec);
const optimizer = new optim.SGD(model.parameters(), {
  lr: 0.1,
  momentum: 0.9,
  nesterov: true,
  weightDecay: 5e-4,
});
const schedule = new optim.OneCycleLR(optimizer, {
  maxLr: 0.2,
  totalSteps: epochs * batches.length,
});
const trainer = new Trainer({ model, optimizer, schedule, scheduleEvery: "step" });
await trainer.fit(batches, {
  epochs,
  onEpoch: ({ epoch, training: { loss, accuracy } }) => {
    const percent = (100 * accuracy).toFixed(2);
    console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}, accuracy ${percent} %`);
  },
});
const { accuracy } = await trainer.evaluate(testing);
const parameters = model.parameters().reduce((sum, tensor) => sum + tensor.numel(), 0);
console.log(
  `${parameters} parameters; ${(100 * accuracy).toFixed(2)} % of ${heldOut.length} test images`,
);
// Files come in any size, the data set's images in one.
const prepare = new T.Compose([new T.Resize([28, 28]), ...tail]);
const parts = { spec, model, classes: training.classes, transform: prepare, mode: "gray" } as const;
await new Classifier(parts).save(file, { overwrite: true });
