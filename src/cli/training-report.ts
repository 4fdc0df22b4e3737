import {
  type Classifier,
  type Curve,
  type EpochRecord,
  type Evaluation,
  type History,
  type ReportImage,
  renderReport,
} from "../train/index.ts";
import { thumbnail } from "./thumbnail.ts";
import type { TrainingData } from "./training-data.ts";

/** Held-out pictures that the page shows. */
const shown = 200;

/** What a training run came to. */
export interface TrainingResult {
  readonly classifier: Classifier;
  readonly data: TrainingData;
  readonly history: History;
  readonly evaluation: Evaluation | undefined;
}

/** The report page of a training run: curves, confusion matrix, and the first held-out pictures. */
export async function trainingReport(result: TrainingResult): Promise<string> {
  const { classifier, data, history, evaluation } = result;
  const images: ReportImage[] = [];
  for (const [path, label] of data.heldOutFiles.slice(0, shown)) {
    images.push(await pictureOf(classifier, path, data.classes[label]!));
  }
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  return renderReport({
    title: "tsvision train",
    summary: [
      [
        "Accuracy on held-out images",
        evaluation === undefined ? "-" : percent(evaluation.accuracy),
      ],
      ["Loss on held-out images", evaluation === undefined ? "-" : evaluation.loss.toFixed(4)],
      ["Images to train on", data.training.length],
      ["Held-out images", data.heldOut.length],
      ["Classes", data.classes.length],
      ["Epochs", history.epochs.length],
    ],
    curves: curvesOf(history),
    ...(evaluation && { confusion: { classes: data.classes, counts: evaluation.confusion } }),
    images,
  });
}

function curvesOf({ epochs, stepLoss, stepLr }: History): Curve[] {
  const steps = stepLoss.length / Math.max(epochs.length, 1);
  const of = (value: (record: EpochRecord) => number | undefined) =>
    epochs.map((record): [number, number] => [record.epoch, value(record) ?? Number.NaN]);
  const byStep = (values: readonly number[]) =>
    values.map((y, i): [number, number] => [(i + 1) / steps, y]);
  return [
    {
      title: "Loss",
      xLabel: "epoch",
      yLabel: "cross entropy",
      series: [
        { name: "training step", points: byStep(stepLoss) },
        { name: "held-out", points: of(({ validation }) => validation?.loss) },
      ],
    },
    {
      title: "Accuracy",
      xLabel: "epoch",
      yLabel: "share right",
      series: [
        { name: "training", points: of(({ training }) => training.accuracy) },
        { name: "held-out", points: of(({ validation }) => validation?.accuracy) },
      ],
    },
    {
      title: "Learning rate",
      xLabel: "epoch",
      yLabel: "rate",
      series: [{ name: "training step", points: byStep(stepLr) }],
    },
  ];
}

async function pictureOf(
  classifier: Classifier,
  file: string,
  truth: string,
): Promise<ReportImage> {
  const image = await classifier.read(file);
  const [[best] = []] = await classifier.classify([image], { top: 1 });
  const png = await thumbnail(image);
  return { file, png, prediction: best!.label, probability: best!.probability, truth };
}
