import type { Size } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { dirichlet } from "../util/dirichlet.ts";
import type { Rng } from "../util/rng.ts";
import { BatchTransform, type BatchTransformOptions } from "./batch-transform.ts";
import { type Edges, pasteFromPrevious } from "./kernels/mix-previous.ts";

interface Params {
  readonly share: number;
  readonly edges: Edges;
}

/**
 * Pastes a rectangle of the sample before it into each sample of a batch, and blends the labels by the
 * rectangle's share of the area (torchvision's `CutMix`). Draws the area as a share of Beta(alpha, alpha),
 * then the rectangle's middle, x and then y; what reaches over the edges is cut off. Pictures are
 * `[b, c, h, w]` or `[b, t, c, h, w]`; labels are class numbers `[b]`, which need `numClasses`, or shares
 * `[b, classes]`, and become float32 shares. Throws on images, boxes, masks and key points.
 * @example const [images, shares] = new CutMix({ numClasses: 10 }).apply([batch, labels]);
 */
export class CutMix extends BatchTransform<Params> {
  constructor(options: BatchTransformOptions = {}) {
    super("CutMix", options);
  }

  protected draw(rng: Rng, size: () => Size): Params {
    const { alpha } = this.options;
    const drawn = dirichlet(rng, [alpha, alpha])[0]!;
    const [height, width] = size();
    const x = rng.int(0, width);
    const y = rng.int(0, height);
    const scale = 0.5 * Math.sqrt(1 - drawn);
    const [halfWidth, halfHeight] = [Math.trunc(scale * width), Math.trunc(scale * height)];
    const edges = {
      left: Math.max(0, x - halfWidth),
      top: Math.max(0, y - halfHeight),
      right: Math.min(width, x + halfWidth),
      bottom: Math.min(height, y + halfHeight),
    };
    const area = (edges.right - edges.left) * (edges.bottom - edges.top);
    return { share: 1 - area / (width * height), edges };
  }

  protected mix(pictures: Tensor, { edges }: Params): Tensor {
    const { shape, dtype } = pictures;
    const size = [shape.at(-2)!, shape.at(-1)!] as const;
    return Tensor.fromData(
      pasteFromPrevious(pictures.hostData(), shape[0]!, size, edges),
      shape,
      dtype,
    );
  }
}
