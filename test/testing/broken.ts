import type { KeyPoints, Mask } from "../../src/sample/index.ts";
import { BoundingBoxes, Image } from "../../src/sample/index.ts";
import {
  ColorTransform,
  functional,
  GeometricTransform,
  type TransformEntry,
} from "../../src/transforms/index.ts";
import type { Rng } from "../../src/util/rng.ts";

/** A colour transform with one planted bug each; the right one inverts bytes and floats. */
export class Broken extends ColorTransform<number> {
  readonly bug: string;
  #calls = 0;

  constructor({ bug = "none", p = 1 }: { readonly bug?: string; readonly p?: number } = {}) {
    super("Broken", { bug, p });
    this.bug = bug;
  }

  protected draw(rng: Rng): number | null {
    const drawn = this.bug === "unseeded" ? this.#calls++ : rng.next();
    if (this.bug !== "alwaysOn" && (this.options as { p: number }).p === 0) return null;
    return drawn;
  }

  protected image(image: Image, drawn: number): Image {
    const top = image.data instanceof Uint8Array ? 255 : 1;
    if (this.bug === "writesInput") image.data[0] = 0;
    const data = image.data.map((value) => top - value) as Image["data"];
    if (this.bug === "unseeded") data[0] = drawn;
    if (this.bug === "drawsAgain") data[0] = this.#calls++;
    if (this.bug === "notFinite" && data instanceof Float32Array) data[0] = Number.NaN;
    if (this.bug === "sharesMemory") return new Image(image.data, image);
    return new Image(data, image);
  }
}

/** A flip that forgets its boxes, or the size of its key points. */
export class BrokenFlip extends GeometricTransform<true> {
  readonly bug:
    | "none"
    | "boxesOutside"
    | "wrongCanvas"
    | "otherFormat"
    | "boxesStay"
    | "pointsStay";

  constructor({ bug = "none" }: { readonly bug?: BrokenFlip["bug"] } = {}) {
    super("BrokenFlip", { bug });
    this.bug = bug;
  }
  protected draw(): true {
    return true;
  }
  protected image(image: Image): Image {
    return functional.horizontalFlip(image);
  }
  protected boxes(boxes: BoundingBoxes): BoundingBoxes {
    const { data, canvasSize } = boxes;
    if (this.bug === "boxesOutside")
      return new BoundingBoxes(
        data.map((x) => x + 1),
        boxes,
      );
    if (this.bug === "boxesStay") return boxes;
    if (this.bug === "otherFormat") {
      const format = boxes.format === "XYXY" ? "XYWH" : "XYXY";
      return new BoundingBoxes(new Float32Array(4), { format, canvasSize });
    }
    const wider = [canvasSize[0], canvasSize[1] + 1] as const;
    if (this.bug === "wrongCanvas")
      return new BoundingBoxes(data.slice(), { ...boxes, canvasSize: wider });
    return functional.horizontalFlip(boxes);
  }
  protected mask(mask: Mask): Mask {
    return functional.horizontalFlip(mask);
  }
  protected keyPoints(points: KeyPoints): KeyPoints {
    return this.bug === "pointsStay" ? points : functional.horizontalFlip(points);
  }
}

/** How `fromJSON` rebuilds both. */
export const own: Readonly<Record<string, TransformEntry>> = {
  Broken: { build: Broken, positional: [] },
  BrokenFlip: { build: BrokenFlip, positional: [] },
};
