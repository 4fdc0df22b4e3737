import type { Column, Row } from "./output.ts";
import { tableLines } from "./row-formats.ts";
import type { EvaluationScores } from "./tally.ts";

/** A matrix of more classes is unreadable: its largest confusions are listed instead. */
const mostColumns = 16;

/** An evaluation to be read: scores, a table of the classes, who was taken for whom. */
export function evaluationText(scores: EvaluationScores, failed: number): string {
  const { images, top1, top5, classes } = scores;
  const lines = [
    `images  ${images}${failed === 0 ? "" : `, and ${failed} that failed`}`,
    `top-1   ${percent(top1)}`,
    `top-5   ${percent(top5)}`,
  ];
  const rows = classes.map(({ precision, recall, top5, ...rest }) => ({
    ...rest,
    precision: percent(precision),
    recall: percent(recall),
    "top-5": percent(top5),
  }));
  const keys = ["index", "class", "images", "precision", "recall", "top-5"];
  const table = tableLines(
    keys.map((key) => ({ key })),
    rows,
  );
  return `${lines.join("\n")}\n\n${table}\n${confusionText(scores)}`;
}

function percent(share: number | undefined): string {
  return share === undefined ? "-" : `${(100 * share).toFixed(2)} %`;
}

function confusionText({ classes, confusion }: EvaluationScores): string {
  if (classes.length > mostColumns) return pairsText({ classes, confusion });
  const columns: Column[] = [{ key: "true \\ predicted" }];
  for (const { index } of classes) columns.push({ key: String(index) });
  const rows = confusion.map((row, i) => ({
    "true \\ predicted": `${i} ${classes[i]!.class}`,
    ...Object.fromEntries(row.map((count, j) => [String(j), count])),
  }));
  return tableLines(columns, rows);
}

function pairsText({ classes, confusion }: Pick<EvaluationScores, "classes" | "confusion">) {
  const pairs: Row[] = confusion
    .flatMap((row, i) => row.map((images, j) => ({ i, j, images })))
    .filter(({ i, j, images }) => i !== j && images > 0)
    .sort((a, b) => b.images - a.images || a.i - b.i || a.j - b.j)
    .slice(0, mostColumns)
    .map(({ i, j, images }) => ({
      true: classes[i]!.class,
      predicted: classes[j]!.class,
      images,
    }));
  if (pairs.length === 0) return "no confusions\n";
  const columns = ["true", "predicted", "images"].map((key) => ({ key }));
  return `the most frequent confusions\n${tableLines(columns, pairs)}`;
}
