import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";

/** The four columns of boxes `[..., 4]`: each `[...]`. */
export interface Corners {
  readonly x1: Tensor;
  readonly y1: Tensor;
  readonly x2: Tensor;
  readonly y2: Tensor;
}

/** Two sets of boxes, row by row, with what every loss of overlap needs; all differentiable. */
export interface BoxPair {
  readonly a: Corners;
  readonly b: Corners;
  readonly union: Tensor;
  /** Shared area over (union + eps). */
  readonly iou: Tensor;
  /** Width and height of the smallest box around both. */
  readonly hull: readonly [width: Tensor, height: Tensor];
}

/** The parts of two sets of boxes; throws unless they are `[n, 4]` or `[4]`, of one shape. */
export function boxPair(who: string, boxes1: Tensor, boxes2: Tensor, eps: number): BoxPair {
  for (const [name, boxes] of Object.entries({ boxes1, boxes2 })) {
    if (boxes instanceof Tensor && boxes.shape.at(-1) === 4) continue;
    const got = boxes instanceof Tensor ? boxes.shape : boxes;
    throw expected(who, `${name} as a tensor [n, 4]`, got, "pass corners x1, y1, x2, y2");
  }
  if (boxes1.shape.join() !== boxes2.shape.join()) {
    const got = [boxes1.shape, boxes2.shape];
    throw expected(who, "boxes of one shape", got, "pass one target for each box");
  }
  const [a, b] = [cornersOf(boxes1), cornersOf(boxes2)];
  const [w, h] = [
    a.x2.minimum(b.x2).sub(a.x1.maximum(b.x1)),
    a.y2.minimum(b.y2).sub(a.y1.maximum(b.y1)),
  ];
  const shared = w.relu().mul(h.relu());
  const union = areaOf(a).add(areaOf(b)).sub(shared);
  const hull = [
    a.x2.maximum(b.x2).sub(a.x1.minimum(b.x1)),
    a.y2.maximum(b.y2).sub(a.y1.minimum(b.y1)),
  ] as const;
  return { a, b, union, iou: shared.div(union.add(eps)), hull };
}

/** 1 - IoU + squared distance of the centres / (squared diagonal of the box around both + eps). */
export function distanceLosses({ a, b, iou, hull: [w, h] }: BoxPair, eps: number): Tensor {
  const dx = a.x1.add(a.x2).sub(b.x1.add(b.x2)).div(2);
  const dy = a.y1.add(a.y2).sub(b.y1.add(b.y2)).div(2);
  const diagonal = w.square().add(h.square()).add(eps);
  return iou.neg().add(1).add(dx.square().add(dy.square()).div(diagonal));
}

function cornersOf(boxes: Tensor): Corners {
  const floats = boxes.dtype === "float64" ? boxes : boxes.to("float32");
  const [x1, y1, x2, y2] = floats.unbind(-1) as [Tensor, Tensor, Tensor, Tensor];
  return { x1, y1, x2, y2 };
}

function areaOf({ x1, y1, x2, y2 }: Corners): Tensor {
  return x2.sub(x1).mul(y2.sub(y1));
}
