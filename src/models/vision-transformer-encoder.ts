import {
  Dropout,
  init,
  LayerNorm,
  Module,
  MultiheadAttention,
  parameter,
  Sequential,
} from "../nn/index.ts";
import { type Tensor, zeros } from "../tensor/index.ts";
import { mlp } from "./blocks/mlp.ts";

/** The sizes of a vision transformer. */
export interface VisionTransformerShape {
  readonly patchSize: number;
  readonly numLayers: number;
  readonly numHeads: number;
  readonly hiddenDim: number;
  readonly mlpDim: number;
}

/** The shares that training drops: of features, and of looks at other patches. */
export interface EncoderDropouts {
  readonly dropout: number;
  readonly attentionDropout: number;
}

const eps = 1e-6;

/** Attention between the patches, then two layers for each, both beside a shortcut. */
class EncoderBlock extends Module {
  readonly ln_1: LayerNorm;
  readonly self_attention: MultiheadAttention;
  readonly dropout: Dropout;
  readonly ln_2: LayerNorm;
  readonly mlp: Sequential;

  constructor(shape: VisionTransformerShape, { dropout, attentionDropout }: EncoderDropouts) {
    super();
    const { hiddenDim, numHeads, mlpDim } = shape;
    const attention = { dropout: attentionDropout, batchFirst: true };
    this.ln_1 = new LayerNorm(hiddenDim, { eps });
    this.self_attention = new MultiheadAttention(hiddenDim, numHeads, attention);
    this.dropout = new Dropout(dropout);
    this.ln_2 = new LayerNorm(hiddenDim, { eps });
    this.mlp = mlp(hiddenDim, mlpDim, dropout);
  }

  forward(input: Tensor): Tensor {
    const normal = this.ln_1.forward(input);
    const [seen] = this.self_attention.forward(normal, normal, normal, { needWeights: false });
    const x = this.dropout.forward(seen).add(input);
    return x.add(this.mlp.forward(this.ln_2.forward(x)));
  }
}

/**
 * Tells `length` patches their places, and lets them look at each other. Shapes: `[n, length, hiddenDim]`, kept.
 * torchvision's `Encoder` of its vision transformers.
 */
export class Encoder extends Module {
  readonly pos_embedding: Tensor;
  readonly dropout: Dropout;
  readonly layers: Sequential;
  readonly ln: LayerNorm;

  constructor(length: number, shape: VisionTransformerShape, dropouts: EncoderDropouts) {
    super();
    this.pos_embedding = init.normal(parameter(zeros([1, length, shape.hiddenDim])), 0, 0.02);
    this.dropout = new Dropout(dropouts.dropout);
    const blocks = Array.from({ length: shape.numLayers }, (_, i) => {
      return [`encoder_layer_${i}`, new EncoderBlock(shape, dropouts)];
    });
    this.layers = new Sequential(Object.fromEntries(blocks) as Record<string, EncoderBlock>);
    this.ln = new LayerNorm(shape.hiddenDim, { eps });
  }

  forward(x: Tensor): Tensor {
    const placed = this.dropout.forward(x.add(this.pos_embedding));
    return this.ln.forward(this.layers.forward(placed));
  }
}
