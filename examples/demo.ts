/**
 * The whole road in one program: train a small classifier on real images, evaluate it on held-out ones, save it, load
 * it again, name what is in a folder of image files, and write a report page.
 *
 *   npm run demo
 */
import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import {
  Classifier,
  DataLoader,
  FashionMNIST,
  ImageFolder,
  io,
  manualSeed,
  models,
  optim,
  renderReport,
  Trainer,
  transforms,
} from "tsvision";

const root = fileURLToPath(new URL("../../", import.meta.url));
const data = join(root, "fixtures", "fashion-mnist");
const folder = join(root, "fixtures", "folder");
const out = join(root, "demo");

// Data: six thousand training images, moved and mirrored a little each time they are seen.
const { Compose, Normalize, RandomCrop, RandomHorizontalFlip, Resize, ToTensor } = transforms;
const tail = [new ToTensor(), new Normalize([0.286], [0.353])]; // Fashion-MNIST's mean and deviation
const augment = new Compose([
  new RandomCrop(28, { padding: 2 }),
  new RandomHorizontalFlip(),
  ...tail,
]);
const trainSet = await FashionMNIST.open(data, { train: true, transform: augment });
const testSet = await FashionMNIST.open(data, { train: false, transform: new Compose(tail) });
const trainLoader = new DataLoader(trainSet, { batchSize: 64, shuffle: true, seed: 1 });
const testLoader = new DataLoader(testSet, { batchSize: 250 });

// Train and evaluate.
manualSeed(1);
const spec = { name: "simpleCnn", options: { numClasses: 10, channels: 1, size: 28 } };
const model = models.buildModel(spec);
const optimizer = new optim.SGD(model.parameters(), { lr: 0.05, momentum: 0.9, weightDecay: 5e-4 });
const trainer = new Trainer({ model, optimizer });
console.log(`Training on ${trainSet.length} images, holding out ${testSet.length}.\n${model}`);
const history = await trainer.fit(trainLoader, {
  epochs: 12,
  validation: testLoader,
  onEpoch: ({ epoch }) => {
    optimizer.lr = 0.05 * 0.8 ** epoch;
  },
});
const result = await trainer.evaluate(testLoader);
console.log(`Accuracy on the held-out images: ${(100 * result.accuracy).toFixed(2)} %`);

// Save, load, and name what is in a folder of files. Its class folders are called like the classes, file-safe.
await mkdir(out, { recursive: true });
const file = join(out, "clothes.safetensors");
const fileSafe = (name: string) => name.toLowerCase().replace(/[^a-z]+/g, "-");
const classes = trainSet.classes.map(fileSafe);
const transform = new Compose([new Resize([28, 28]), ...tail]);
await new Classifier({ spec, model, classes, transform, mode: "gray" }).save(file);
const classifier = await Classifier.load(file);
const photos = await ImageFolder.open(folder);
const rows = await Promise.all(
  photos.samples.map(async ([path, label]) => {
    const [best] = await classifier.classifyFile(path, { top: 1 });
    const png = await io.encodePng(await io.readImage(path));
    const name = relative(folder, path);
    return {
      file: name,
      png,
      truth: photos.classes[label]!,
      prediction: best!.label,
      probability: best!.probability,
    };
  }),
);
console.log(`\n${"file".padEnd(28)}${"class".padEnd(16)}probability`);
for (const row of rows) {
  console.log(row.file.padEnd(28) + row.prediction.padEnd(16) + row.probability.toFixed(3));
}
const right = rows.filter(({ truth, prediction }) => truth === prediction).length;
console.log(`${right} of ${rows.length} files named right`);

// The classifier that comes along was trained the same way, on ten times as many images.
const embedded = await Classifier.load(join(root, "assets", "fashion-mnist.safetensors"));
let rightToo = 0;
for (const [path, label] of photos.samples) {
  const [best] = await embedded.classifyFile(path, { top: 1 });
  if (fileSafe(best!.label) === photos.classes[label]) rightToo++;
}
console.log(`${rightToo} of ${rows.length} by the classifier that comes along`);

// The report: one page that needs nothing else.
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const page = renderReport({
  title: "tsvision demo: ten kinds of clothing",
  summary: [
    ["Accuracy on held-out images", percent(result.accuracy)],
    ["Loss on held-out images", result.loss.toFixed(4)],
    ["Files named right", `${right} of ${rows.length}`],
    ["Training images", trainSet.length],
    ["Held-out images", testSet.length],
    ["Epochs", history.epochs.length],
    [
      "Parameters",
      model.parameters().reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0),
    ],
  ],
  curves: [
    {
      title: "Loss",
      xLabel: "epoch",
      yLabel: "cross entropy",
      series: [
        {
          name: "training step",
          points: history.stepLoss.map((y, i) => [(i + 1) / trainLoader.length, y]),
        },
        {
          name: "held-out",
          points: history.epochs.map(({ epoch, validation }) => [epoch, validation!.loss]),
        },
      ],
    },
    {
      title: "Accuracy",
      xLabel: "epoch",
      yLabel: "share right",
      series: [
        {
          name: "training",
          points: history.epochs.map(({ epoch, training }) => [epoch, training.accuracy]),
        },
        {
          name: "held-out",
          points: history.epochs.map(({ epoch, validation }) => [epoch, validation!.accuracy]),
        },
      ],
    },
  ],
  confusion: { classes, counts: result.confusion },
  images: rows,
});
await io.writeFileAtomic(join(out, "report.html"), page);
console.log(
  `\nWrote ${relative(process.cwd(), join(out, "report.html"))} and ${relative(process.cwd(), file)}`,
);
