import { escapeHtml } from "./escape-html.ts";
import { formatPercent } from "./format-number.ts";
import type { ReportImage } from "./types.ts";

type Verdict = "right" | "wrong" | "failed" | "unknown";

/** Shows each image with its prediction; what went wrong is marked and can be singled out. */
export function contactSheet(images: readonly ReportImage[]): string {
  const counts = { right: 0, wrong: 0, failed: 0, unknown: 0 };
  for (const image of images) counts[verdictOf(image)]++;
  const parts = [
    `${images.length} images`,
    ...(counts.right + counts.wrong > 0 ? [`${counts.right} right`, `${counts.wrong} wrong`] : []),
    ...(counts.failed > 0 ? [`${counts.failed} not readable`] : []),
  ];
  const filter =
    counts.wrong + counts.failed > 0
      ? '<label><input type="checkbox" id="only-wrong"> only what went wrong</label>'
      : "";
  return `<p class="sheet-head"><span>${parts.join(", ")}.</span> ${filter}</p>
<div class="sheet">${images.map(card).join("")}</div>`;
}

function verdictOf({ error, truth, prediction }: ReportImage): Verdict {
  if (error !== undefined) return "failed";
  if (truth === undefined) return "unknown";
  return truth === prediction ? "right" : "wrong";
}

function card(image: ReportImage): string {
  const verdict = verdictOf(image);
  const file = escapeHtml(image.file);
  return `<figure class="card ${verdict}">${picture(image)}<figcaption>${says(image, verdict)}
<span class="file" title="${file}">${file}</span></figcaption></figure>`;
}

function picture({ png, file, error, prediction }: ReportImage): string {
  if (png.length === 0) return '<div class="no-picture" aria-hidden="true">?</div>';
  const alt = error === undefined ? `${file}, classified as ${prediction}` : file;
  const data = Buffer.from(png.buffer, png.byteOffset, png.byteLength).toString("base64");
  const kind = widthOf(png) < 100 ? "pixels" : "photo";
  return `<img class="${kind}" src="data:image/png;base64,${data}" alt="${escapeHtml(alt)}">`;
}

// A PNG file holds its width in bytes 16 to 19; tiny images show their pixels instead of a blur.
function widthOf(png: Uint8Array): number {
  return png.length < 24 ? 0 : new DataView(png.buffer, png.byteOffset).getUint32(16);
}

function says({ error, truth, prediction, probability }: ReportImage, verdict: Verdict): string {
  if (error !== undefined)
    return `<strong>not classified</strong><span>${escapeHtml(error)}</span>`;
  const share = Number.isFinite(probability) ? Math.min(Math.max(probability, 0), 1) : 0;
  const marks = { right: "&#10003; ", wrong: "&#10007; ", failed: "", unknown: "" };
  const known =
    verdict === "wrong" ? `<span class="truth">true class: ${escapeHtml(truth!)}</span>` : "";
  return `<strong>${marks[verdict]}${escapeHtml(prediction)}</strong>
<span class="bar" aria-hidden="true"><i style="width:${(share * 100).toFixed(1)}%"></i></span>
<span>${formatPercent(probability)}</span>${known}`;
}
