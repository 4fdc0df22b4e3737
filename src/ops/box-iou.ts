import { Tensor } from "../tensor/index.ts";
import { type Columns, columnsOf, ratio } from "./box-columns.ts";
import { type Boxes, boxRows, type FormatOption } from "./box-rows.ts";
import { areTurned, quadAreas, quadRows, sharedQuadArea } from "./quads.ts";

/**
 * Intersection over union of each box of one set with each of another, `[n, m]` (torchvision's
 * `box_iou`). Rotated boxes are measured as they lie. Two boxes without area give NaN.
 * @example const iou = boxIou(tensor([[0, 0, 2, 2]]), tensor([[1, 0, 3, 2]])); // [[0.3333]]
 */
export function boxIou(boxes1: Boxes, boxes2: Boxes, { fmt = "xyxy" }: FormatOption = {}): Tensor {
  const who = "boxIou";
  if (areTurned(who, boxes1, fmt) || areTurned(who, boxes2, fmt)) {
    const quads = quadRows(who, boxes1, "boxes1", fmt);
    return turnedRatios(quads, quadRows(who, boxes2, "boxes2", fmt));
  }
  const a = columnsOf(boxRows(who, boxes1, "boxes1", { fmt }));
  const b = columnsOf(boxRows(who, boxes2, "boxes2", { fmt }));
  const [n, m] = [a.x1.length, b.x1.length];
  const out = a.wide || b.wide ? new Float64Array(n * m) : new Float32Array(n * m);
  for (let i = 0; i < n; i++) ratiosInto(out, i * m, a, i, b);
  return Tensor.fromData(out, [n, m]);
}

function turnedRatios(a: Float32Array | Float64Array, b: Float32Array | Float64Array): Tensor {
  const [areas, others] = [quadAreas(a), quadAreas(b)];
  const [n, m] = [areas.length, others.length];
  const out = new Float32Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const shared = sharedQuadArea(a, i, b, j);
      out[i * m + j] = shared / (areas[i]! + others[j]! - shared);
    }
  }
  return Tensor.fromData(out, [n, m]);
}

// One row: box i of `a` with each of `b`.
function ratiosInto(
  out: Float32Array | Float64Array,
  offset: number,
  a: Columns,
  i: number,
  { x1, y1, x2, y2, area, float32, wide }: Columns,
): void {
  const steps = (a.float32 || float32) && !(a.wide || wide);
  const left = a.x1[i]!;
  const top = a.y1[i]!;
  const right = a.x2[i]!;
  const bottom = a.y2[i]!;
  const own = a.area[i]!;
  for (let j = 0, o = offset; j < x1.length; j++, o++) {
    const w = (x2[j]! < right ? x2[j]! : right) - (x1[j]! > left ? x1[j]! : left);
    const h = (y2[j]! < bottom ? y2[j]! : bottom) - (y1[j]! > top ? y1[j]! : top);
    if (w > 0 && h > 0) out[o] = ratio(w, h, own, area[j]!, steps);
    else out[o] = own + area[j]! === 0 ? Number.NaN : 0; // 0 / 0 of empty boxes, as in torchvision
  }
}
