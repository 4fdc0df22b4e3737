import { formatNumber, formatPercent } from "./format-number.ts";
import { cell, columnHead, rowHead, table } from "./table.ts";
import type { Confusion } from "./types.ts";

/** From here on a matrix is unreadable: its largest confusions are listed instead. */
const maxClasses = 30;

/** Shows who was taken for whom: rows are true classes, columns predicted ones. */
export function confusionTable(confusion: Confusion): string {
  const { classes, counts } = confusion;
  const right = counts.reduce((sum, row, i) => sum + row[i]!, 0);
  const total = counts.reduce((sum, row) => sum + sumOf(row), 0);
  const share = formatPercent(right / total);
  const score = `${formatNumber(right)} of ${formatNumber(total)} right (${share}).`;
  if (classes.length > maxClasses)
    return `<p>${score}</p>${confusedPairs(confusion)}
<details><summary>Accuracy of each class</summary>${classAccuracy(confusion)}</details>`;
  return `<p>${score} Each number is a count of images; its shade is the share of its row.</p>
<div class="wide" role="region" tabindex="0" aria-label="Confusion matrix">
${matrix(confusion)}</div>`;
}

function matrix({ classes, counts }: Confusion): string {
  return table({
    kind: "confusion",
    caption: "Rows are true classes, columns are predicted classes.",
    head: ["true \\ predicted", ...classes, "images", "accuracy"].map(columnHead),
    rows: counts.map((row, i) => {
      const total = sumOf(row);
      return [
        rowHead(classes[i]!),
        ...row.map((count, j) => shadedCell(count, total, i === j)),
        cell(formatNumber(total), "sum"),
        cell(formatPercent(row[i]! / total), "sum"),
      ];
    }),
  });
}

// The square root lifts rare mistakes, the interesting ones, above the page's colour.
function shadedCell(count: number, total: number, isRight: boolean): string {
  if (count === 0) return cell("0", "zero");
  const shade = (Math.sqrt(count / total) * 0.6).toFixed(2);
  return cell(formatNumber(count), isRight ? "right" : "wrong", `--shade:${shade}`);
}

function confusedPairs({ classes, counts }: Confusion): string {
  const pairs = counts
    .flatMap((row, i) => row.map((count, j) => ({ i, j, count, share: count / sumOf(row) })))
    .filter(({ i, j, count }) => i !== j && count > 0)
    .sort((a, b) => b.count - a.count || a.i - b.i || a.j - b.j)
    .slice(0, maxClasses);
  return table({
    kind: "numbers",
    caption: "The most frequent confusions",
    head: ["true", "predicted", "images", "share of its class"].map(columnHead),
    rows: pairs.map(({ i, j, count, share }) => [
      rowHead(classes[i]!),
      cell(classes[j]!),
      cell(formatNumber(count)),
      cell(formatPercent(share)),
    ]),
  });
}

function classAccuracy({ classes, counts }: Confusion): string {
  return table({
    kind: "numbers",
    caption: "Accuracy of each class",
    head: ["class", "images", "accuracy"].map(columnHead),
    rows: counts.map((row, i) => [
      rowHead(classes[i]!),
      cell(formatNumber(sumOf(row))),
      cell(formatPercent(row[i]! / sumOf(row))),
    ]),
  });
}

function sumOf(row: readonly number[]): number {
  return row.reduce((sum, count) => sum + count, 0);
}
