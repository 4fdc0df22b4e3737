import { Conv2d, fans, init, Linear, Module, parameter, Sequential, Tanh } from "../nn/index.ts";
import { cat, type Tensor, zeros } from "../tensor/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { convNormActivation } from "./blocks/conv-norm-activation.ts";
import { checkOptions } from "./check-options.ts";
import { Encoder, type VisionTransformerShape } from "./vision-transformer-encoder.ts";

export type { VisionTransformerShape } from "./vision-transformer-encoder.ts";

/** One convolution of a stem. */
export interface ConvStemConfig {
  readonly outChannels: number;
  readonly kernelSize: number;
  readonly stride: number;
}

/** Options of the vision transformers; torchvision's names in camelCase. */
export interface VisionTransformerOptions {
  /** Height and width of the pictures, a multiple of the patches'. Default 224. */
  readonly imageSize?: number;
  /** Default 1000. */
  readonly numClasses?: number;
  /** The share that training drops of the patches and behind each layer. Default 0. */
  readonly dropout?: number;
  /** The share of each patch's looks at the others that training drops. Default 0. */
  readonly attentionDropout?: number;
  /** Features of a layer, with tanh, before the last one. Default no such layer. */
  readonly representationSize?: number;
  /** Convolutions with batch normalisation and ReLU in the place of the one over patches. Default none. */
  readonly convStemConfigs?: readonly ConvStemConfig[];
}

/**
 * A transformer over patches of a picture and a token for its class (Dosovitskiy et al. 2020):
 * `[n, 3, imageSize, imageSize]` -> logits `[n, numClasses]`. Other sizes are refused: see `interpolateEmbeddings`.
 * torchvision's `VisionTransformer`.
 * @example
 * const small = { patchSize: 8, numLayers: 2, numHeads: 2, hiddenDim: 32, mlpDim: 64 };
 * new VisionTransformer(small, { imageSize: 32, numClasses: 10 }).forward(zeros([1, 3, 32, 32])).shape; // [1, 10]
 */
export class VisionTransformer extends Module {
  readonly class_token: Tensor;
  readonly conv_proj: Conv2d | Sequential;
  readonly encoder: Encoder;
  readonly heads: Sequential;
  readonly #imageSize: number;

  constructor(shape: VisionTransformerShape, options: VisionTransformerOptions = {}) {
    super();
    checkOptions("VisionTransformer", options, known);
    const { imageSize = 224, dropout = 0, attentionDropout = 0, numClasses = 1000 } = options;
    const { patchSize, hiddenDim } = shape;
    checkSizes(imageSize, shape);
    this.#imageSize = imageSize;
    this.conv_proj = projection(shape, options.convStemConfigs);
    this.class_token = parameter(zeros([1, 1, hiddenDim]));
    const length = (imageSize / patchSize) ** 2 + 1; // the patches, and the token before them
    this.encoder = new Encoder(length, shape, { dropout, attentionDropout });
    this.heads = heads(hiddenDim, numClasses, options.representationSize);
    initialize(this);
  }

  forward(x: Tensor): Tensor {
    const size = this.#imageSize;
    if (x.shape.length !== 4 || x.shape[2] !== size || x.shape[3] !== size) {
      const hint = "resize the pictures, or build with another imageSize";
      throw expected("VisionTransformer", `an input [n, 3, ${size}, ${size}]`, x.shape, hint);
    }
    const patches = this.conv_proj.forward(x).flatten(2).transpose(1, 2); // [n, length - 1, hiddenDim]
    const token = this.class_token.expand([x.shape[0]!, -1, -1]);
    const out = this.encoder.forward(cat([token, patches], 1));
    return this.heads.forward(out.select(1, 0)); // the token's [n, hiddenDim]
  }
}

const known = [
  "imageSize",
  "numClasses",
  "dropout",
  "attentionDropout",
  "representationSize",
  "convStemConfigs",
] as const;

function checkSizes(imageSize: number, { patchSize }: VisionTransformerShape): void {
  checkInteger("VisionTransformer", "patchSize", patchSize, { low: 1 });
  checkInteger("VisionTransformer", "imageSize", imageSize, { low: 1 });
  if (imageSize % patchSize === 0) return;
  const what = `an imageSize that is a multiple of the patches' ${patchSize}`;
  throw expected("VisionTransformer", what, imageSize, "pass another imageSize");
}

// One convolution over patches, or several and one that mixes their channels.
function projection(
  { patchSize, hiddenDim }: VisionTransformerShape,
  configs: readonly ConvStemConfig[] | undefined,
): Conv2d | Sequential {
  if (configs === undefined) return new Conv2d(3, hiddenDim, patchSize, { stride: patchSize });
  let into = 3;
  const stem = configs.map(({ outChannels, kernelSize, stride }, i): [string, Module] => {
    const padding = Math.floor((kernelSize - 1) / 2);
    const layer = convNormActivation(into, outChannels, { kernelSize, stride, padding });
    into = outChannels;
    return [`conv_bn_relu_${i}`, layer];
  });
  return new Sequential({ ...Object.fromEntries(stem), conv_last: new Conv2d(into, hiddenDim, 1) });
}

function heads(hiddenDim: number, numClasses: number, representationSize?: number): Sequential {
  if (representationSize === undefined)
    return new Sequential({ head: new Linear(hiddenDim, numClasses) });
  return new Sequential({
    pre_logits: new Linear(hiddenDim, representationSize),
    act: new Tanh(),
    head: new Linear(representationSize, numClasses),
  });
}

// The encoder has its own first weights; the convolutions of a stem but for the last keep their defaults.
function initialize({ conv_proj, heads }: VisionTransformer): void {
  const last = conv_proj instanceof Conv2d ? conv_proj : (conv_proj.at(-1) as Conv2d);
  if (last === conv_proj)
    init.truncNormal(last.weight, { std: Math.sqrt(1 / fans(last.weight.shape).fanIn) });
  else init.normal(last.weight, 0, Math.sqrt(2 / last.weight.shape[0]!));
  const [first, head] = [heads.at(0), heads.at(-1)] as [Linear, Linear];
  if (first !== head)
    init.truncNormal(first.weight, { std: Math.sqrt(1 / first.weight.shape[1]!) });
  init.zeros(head.weight);
  for (const layer of [last, first, head]) if (layer.bias) init.zeros(layer.bias);
}

const base = { numLayers: 12, numHeads: 12, hiddenDim: 768, mlpDim: 3072 };
const large = { numLayers: 24, numHeads: 16, hiddenDim: 1024, mlpDim: 4096 };
const huge = { numLayers: 32, numHeads: 16, hiddenDim: 1280, mlpDim: 5120 };

function entry(shape: VisionTransformerShape) {
  return {
    build: (options: VisionTransformerOptions = {}) => new VisionTransformer(shape, options),
    summary: `vision transformer on ${shape.patchSize}x${shape.patchSize} patches, Dosovitskiy et al. 2020`,
  };
}

/** The builders of this family. */
export const visionTransformer = {
  vit_b_32: entry({ ...base, patchSize: 32 }),
  vit_b_16: entry({ ...base, patchSize: 16 }),
  vit_l_16: entry({ ...large, patchSize: 16 }),
  vit_l_32: entry({ ...large, patchSize: 32 }),
  vit_h_14: entry({ ...huge, patchSize: 14 }),
} as const;
