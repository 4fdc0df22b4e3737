import { expected } from "../../util/errors.ts";
import { confusionTable } from "./confusion-table.ts";
import { contactSheet } from "./contact-sheet.ts";
import { escapeHtml } from "./escape-html.ts";
import { formatNumber } from "./format-number.ts";
import { lineChart } from "./line-chart.ts";
import { style } from "./style.ts";
import { cell, rowHead, table } from "./table.ts";
import type { Confusion, ReportData } from "./types.ts";

// Nothing is loaded from anywhere and nothing runs, whatever a name in the data contains.
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/**
 * Renders a report as one self-contained HTML page: summary, curves, confusion matrix, contact
 * sheet. It loads nothing, runs no script and follows the reader's light or dark setting. Parts
 * without data are left out.
 *
 * @throws VisionError INVALID_ARGUMENT if the confusion counts are not classes x classes.
 * @example
 * const html = renderReport({
 *   title: "Fashion-MNIST", summary: [["accuracy", "87.1 %"]],
 *   curves: [{
 *     title: "Loss", xLabel: "epoch", yLabel: "loss",
 *     series: [{ name: "training", points: [[1, 0.9], [2, 0.5]] }],
 *   }],
 * });
 */
export function renderReport({ title, summary, curves, confusion, images }: ReportData): string {
  if (confusion !== undefined) checkConfusion(confusion);
  const sections = [
    summary.length > 0 ? summaryTable(summary) : "",
    curves.length > 0
      ? section("Training", `<div class="charts">${curves.map(lineChart).join("")}</div>`)
      : "",
    confusion === undefined
      ? ""
      : section("Confusion matrix", `<div class="panel">${confusionTable(confusion)}</div>`),
    images === undefined || images.length === 0 ? "" : section("Images", contactSheet(images)),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${sections.join("\n")}
</main>
</body>
</html>
`;
}

function section(heading: string, content: string): string {
  return `<section><h2>${heading}</h2>${content}</section>`;
}

function summaryTable(summary: ReportData["summary"]): string {
  const rows = summary.map(([label, value]) => [
    rowHead(label),
    cell(typeof value === "number" ? formatNumber(value) : value),
  ]);
  const shown = table({ kind: "summary", caption: "Summary", rows });
  return `<section class="panel">${shown}</section>`;
}

function checkConfusion({ classes, counts }: Confusion): void {
  const n = classes.length;
  if (counts.length === n && counts.every((row) => row.length === n)) return;
  const got = counts.map((row) => row.length);
  const what = `counts of ${n} rows and ${n} columns, one for each class`;
  throw expected("renderReport", what, got, "pass classes and counts of the same evaluation");
}
