import { escapeHtml } from "./escape-html.ts";
import { formatNumber } from "./format-number.ts";
import { cell, columnHead, rowHead, table } from "./table.ts";
import { thin } from "./thin.ts";
import { type Ticks, ticks } from "./ticks.ts";
import type { Curve, Series } from "./types.ts";

// The drawing's size and margins in its own units.
const size = { width: 560, height: 300, left: 58, right: 22, top: 12, bottom: 46 };
const plot = {
  x0: size.left,
  x1: size.width - size.right,
  y0: size.height - size.bottom,
  y1: size.top,
};

/** From here on points are drawn without markers. */
const maxMarkers = 30;

interface Axes {
  readonly x: Ticks;
  readonly y: Ticks;
  readonly toX: (x: number) => number;
  readonly toY: (y: number) => number;
}

/** Draws one chart as an SVG with axes, a legend, and the numbers as a table below it. */
export function lineChart(curve: Curve): string {
  const title = escapeHtml(curve.title);
  const points = curve.series.flatMap(finitePoints);
  const drawing =
    points.length === 0
      ? '<p class="empty">No values yet.</p>'
      : drawingOf(curve, axesOf(points)) + legendOf(curve.series);
  return `<section class="chart"><h3>${title}</h3>${drawing}${numbersOf(curve)}</section>`;
}

function finitePoints({ points }: Series): (readonly [number, number])[] {
  return points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
}

function axesOf(points: readonly (readonly [number, number])[]): Axes {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const whole = xs.every(Number.isInteger);
  const x = within(ticks(...range(xs), { count: 8, whole }), ...range(xs));
  const y = ticks(...range(ys));
  const scale =
    ({ low, high }: Ticks, from: number, to: number) =>
    (value: number) =>
      Number((from + ((value - low) / (high - low)) * (to - from)).toFixed(2));
  return { x, y, toX: scale(x, plot.x0, plot.x1), toY: scale(y, plot.y0, plot.y1) };
}

function range(values: readonly number[]): [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  return [low, values.reduce((a, b) => Math.max(a, b), -Infinity)];
}

// A line starts at the left edge and ends at the right one: only values have room above and below.
function within(all: Ticks, low: number, high: number): Ticks {
  if (low === high) return all;
  return { low, high, values: all.values.filter((value) => value >= low && value <= high) };
}

function drawingOf(curve: Curve, axes: Axes): string {
  const label = escapeHtml(`${curve.title}: ${curve.series.map(describe).join("; ")}`);
  const lines = curve.series.map((line, i) => lineOf(line, i, axes)).join("");
  return `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${label}">
${gridOf(axes)}${axisLabels(curve)}${lines}</svg>`;
}

function describe(line: Series): string {
  const points = finitePoints(line);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return `${line.name} has no values`;
  return `${line.name} from ${formatNumber(first[1])} to ${formatNumber(last[1])}`;
}

function gridOf({ x, y, toX, toY }: Axes): string {
  const { x0, x1, y0 } = plot;
  const rows = y.values.map((value) => {
    const at = toY(value);
    return `<line class="grid" x1="${x0}" x2="${x1}" y1="${at}" y2="${at}"/>
<text x="${x0 - 8}" y="${at + 4}" text-anchor="end">${formatNumber(value)}</text>`;
  });
  const columns = x.values.map((value) => {
    const at = toX(value);
    return `<line class="axis" x1="${at}" x2="${at}" y1="${y0}" y2="${y0 + 5}"/>
<text x="${at}" y="${y0 + 19}" text-anchor="middle">${formatNumber(value)}</text>`;
  });
  const base = `<line class="axis" x1="${x0}" x2="${x1}" y1="${y0}" y2="${y0}"/>`;
  return rows.join("") + columns.join("") + base;
}

function axisLabels({ xLabel, yLabel }: Curve): string {
  const below = `x="${(plot.x0 + plot.x1) / 2}" y="${size.height - 8}"`;
  const left = `transform="translate(14 ${(plot.y0 + plot.y1) / 2}) rotate(-90)"`;
  const label = (place: string, text: string) =>
    `<text class="label" text-anchor="middle" ${place}>${escapeHtml(text)}</text>`;
  return label(below, xLabel) + label(left, yLabel);
}

// A gap in the values is a gap in the line: each run of finite points is a path of its own.
function lineOf(line: Series, index: number, { toX, toY }: Axes): string {
  let pen = "M";
  let path = "";
  for (const [x, y] of thin(line.points)) {
    const drawn = Number.isFinite(x) && Number.isFinite(y);
    if (drawn) path += `${pen}${toX(x)} ${toY(y)}`;
    pen = drawn ? "L" : "M";
  }
  const points = finitePoints(line);
  const markers =
    points.length <= maxMarkers
      ? points.map(([x, y]) => marker(index, toX(x), toY(y))).join("")
      : "";
  const long = markers === "" ? " long" : "";
  return `<g class="series s${index % 4}${long}"><path d="${path}"/>${markers}</g>`;
}

// Shape and dash tell the lines apart where colour does not.
function marker(index: number, x: number, y: number): string {
  const shapes = [
    `<circle cx="${x}" cy="${y}" r="3.5"/>`,
    `<rect x="${x - 3}" y="${y - 3}" width="6" height="6"/>`,
    `<path class="mark" d="M${x - 4} ${y + 3}L${x + 4} ${y + 3}L${x} ${y - 4}Z"/>`,
    `<path class="mark" d="M${x} ${y - 4.5}L${x + 4.5} ${y}L${x} ${y + 4.5}L${x - 4.5} ${y}Z"/>`,
  ];
  return shapes[index % 4]!;
}

function legendOf(series: readonly Series[]): string {
  const items = series.map(
    ({ name }, i) =>
      `<li><svg class="key" viewBox="0 0 34 12" aria-hidden="true"><g class="series s${i % 4}">
<path d="M2 6L32 6"/>${marker(i, 17, 6)}</g></svg>${escapeHtml(name)}</li>`,
  );
  return `<ul class="legend">${items.join("")}</ul>`;
}

function numbersOf({ title, series }: Curve): string {
  const rows = series.map((line) => {
    const values = finitePoints(line).map(([, y]) => y);
    const shown =
      values.length === 0
        ? ["-", "-", "-", "-"]
        : [values[0]!, ...range(values), values.at(-1)!].map(formatNumber);
    return [rowHead(line.name), ...shown.map((text) => cell(text))];
  });
  const head = ["series", "first", "lowest", "highest", "last"].map(columnHead);
  return table({ kind: "numbers", caption: `${title} in numbers`, head, rows });
}
