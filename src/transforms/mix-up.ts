import type { Size } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { dirichlet } from "../util/dirichlet.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { BatchTransform, type BatchTransformOptions } from "./batch-transform.ts";
import { blendWithPrevious } from "./kernels/mix-previous.ts";

interface Params {
  readonly share: number;
}

/**
 * Blends each sample of a batch with the one before it, pictures and labels by the same share
 * (torchvision's `MixUp`). One draw of Beta(alpha, alpha) a batch. Pictures are float32 `[b, c, h, w]` or
 * `[b, t, c, h, w]`; labels are class numbers `[b]`, which need `numClasses`, or shares `[b, classes]`,
 * and become float32 shares. Throws on images, boxes, masks and key points.
 * @example const [images, shares] = new MixUp({ numClasses: 10 }).apply([batch, labels]);
 */
export class MixUp extends BatchTransform<Params> {
  constructor(options: BatchTransformOptions = {}) {
    super("MixUp", options);
  }

  protected draw(rng: Rng, _size: () => Size): Params {
    const { alpha } = this.options;
    return { share: dirichlet(rng, [alpha, alpha])[0]! };
  }

  protected mix(pictures: Tensor, { share }: Params): Tensor {
    const data = pictures.hostData();
    if (!(data instanceof Float32Array))
      throw expected("MixUp", "float32 pictures", pictures.dtype, "put ToDtype before it");
    return Tensor.fromData(blendWithPrevious(data, pictures.shape[0]!, share), pictures.shape);
  }
}
