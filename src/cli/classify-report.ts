import { type ReportImage, renderReport } from "../train/index.ts";
import type { FileResult } from "./classify-files.ts";
import { thumbnail } from "./thumbnail.ts";

/** Pictures that a page shows; a page of more would be slow to open. */
const limit = 1000;

/** Collects results for a page with the pictures and what they were named. */
export class ClassifyReport {
  readonly #images: ReportImage[] = [];
  #count = 0;
  #failed = 0;

  /** Adds a result; only the first 1000 are shown, with `truth` if it is known. */
  async add({ file, image, candidates, error }: FileResult, truth?: string): Promise<void> {
    this.#count++;
    if (error !== undefined) this.#failed++;
    if (this.#images.length >= limit) return;
    const [best] = candidates;
    this.#images.push({
      file,
      png: image === undefined ? new Uint8Array() : await thumbnail(image),
      prediction: best?.label ?? "",
      probability: best?.probability ?? 0,
      truth,
      error,
    });
  }

  /** The pictures that a page shows. */
  get images(): readonly ReportImage[] {
    return this.#images;
  }

  /** Rows of the summary: how many, how many failed, which classifier. */
  summary(classifier: string): [string, string | number][] {
    const rows: [string, string | number][] = [
      ["Images", this.#count],
      ["Failed", this.#failed],
      ["Classifier", classifier],
    ];
    const shown = this.#images.length;
    return shown < this.#count ? [...rows, ["Shown here", `the first ${shown}`]] : rows;
  }

  /** The page. */
  render(classifier: string): string {
    return renderReport({
      title: "tsvision classify",
      summary: this.summary(classifier),
      curves: [],
      images: this.#images,
    });
  }
}
