import {
  AdaptiveAvgPool2d,
  BatchNorm2d,
  Conv2d,
  init,
  Linear,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
} from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { checkOptions } from "./check-options.ts";

/** Options of the residual nets; torchvision's names in camelCase. */
export interface ResNetOptions {
  /** Default 1000. */
  readonly numClasses?: number;
  /** Start every block as the identity: its last normalisation weighs 0. Default false. */
  readonly zeroInitResidual?: boolean;
  /** Groups of the 3x3 convolutions. Default the builder's. */
  readonly groups?: number;
  /** Channels a group of the narrowest blocks. Default the builder's. */
  readonly widthPerGroup?: number;
  /** Dilate instead of stride in stages 2, 3 and 4. Default none. */
  readonly replaceStrideWithDilation?: readonly [boolean, boolean, boolean];
}

interface BlockShape {
  readonly into: number;
  readonly planes: number;
  readonly stride: number;
  readonly groups: number;
  readonly baseWidth: number;
  readonly dilation: number;
  readonly fits: boolean;
}

/** Two 3x3 convolutions beside a shortcut. */
class BasicBlock extends Module {
  static readonly expansion = 1;
  readonly conv1: Conv2d;
  readonly bn1: BatchNorm2d;
  readonly relu = new ReLU();
  readonly conv2: Conv2d;
  readonly bn2: BatchNorm2d;
  readonly downsample: Sequential | undefined;

  constructor(shape: BlockShape) {
    super();
    const { into, planes, stride } = shape;
    this.conv1 = conv3x3(into, planes, stride);
    this.bn1 = new BatchNorm2d(planes);
    this.conv2 = conv3x3(planes, planes, 1);
    this.bn2 = new BatchNorm2d(planes);
    this.downsample = shortcut(shape, planes);
  }

  forward(x: Tensor): Tensor {
    const inner = this.relu.forward(this.bn1.forward(this.conv1.forward(x)));
    const rest = this.downsample?.forward(x) ?? x;
    return this.relu.forward(this.bn2.forward(this.conv2.forward(inner)).add(rest));
  }

  get last(): BatchNorm2d {
    return this.bn2;
  }
}

/** A 3x3 convolution, with the stride, between two 1x1 ones, beside a shortcut ("ResNet v1.5"). */
class Bottleneck extends Module {
  static readonly expansion = 4;
  readonly conv1: Conv2d;
  readonly bn1: BatchNorm2d;
  readonly conv2: Conv2d;
  readonly bn2: BatchNorm2d;
  readonly conv3: Conv2d;
  readonly bn3: BatchNorm2d;
  readonly relu = new ReLU();
  readonly downsample: Sequential | undefined;

  constructor(shape: BlockShape) {
    super();
    const { into, planes, stride, groups, baseWidth, dilation } = shape;
    const width = Math.trunc(planes * (baseWidth / 64)) * groups;
    this.conv1 = conv1x1(into, width);
    this.bn1 = new BatchNorm2d(width);
    this.conv2 = conv3x3(width, width, stride, groups, dilation);
    this.bn2 = new BatchNorm2d(width);
    this.conv3 = conv1x1(width, planes * 4);
    this.bn3 = new BatchNorm2d(planes * 4);
    this.downsample = shortcut(shape, planes * 4);
  }

  forward(x: Tensor): Tensor {
    const narrow = this.relu.forward(this.bn1.forward(this.conv1.forward(x)));
    const inner = this.relu.forward(this.bn2.forward(this.conv2.forward(narrow)));
    const rest = this.downsample?.forward(x) ?? x;
    return this.relu.forward(this.bn3.forward(this.conv3.forward(inner)).add(rest));
  }

  get last(): BatchNorm2d {
    return this.bn3;
  }
}

type BlockClass = typeof BasicBlock | typeof Bottleneck;
type Depths = readonly [number, number, number, number];

/**
 * Residual nets (He et al. 2015), with groups (ResNeXt, Xie et al. 2016) or wide blocks (Zagoruyko and
 * Komodakis 2016): `[n, 3, h, w]` -> logits `[n, numClasses]`. torchvision's `ResNet`.
 * @example resnet.resnet18.build({ numClasses: 10 }).forward(zeros([1, 3, 64, 64])).shape; // [1, 10]
 */
export class ResNet extends Module {
  readonly conv1 = new Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false });
  readonly bn1 = new BatchNorm2d(64);
  readonly relu = new ReLU();
  readonly maxpool = new MaxPool2d(3, { stride: 2, padding: 1 });
  readonly layer1: Sequential;
  readonly layer2: Sequential;
  readonly layer3: Sequential;
  readonly layer4: Sequential;
  readonly avgpool = new AdaptiveAvgPool2d(1);
  readonly fc: Linear;

  constructor(Block: BlockClass, depths: Depths, options: ResNetOptions = {}) {
    super();
    checkOptions("ResNet", options, known);
    const { numClasses = 1000, zeroInitResidual = false } = options;
    const { groups = 1, widthPerGroup: baseWidth = 64 } = options;
    const dilated = options.replaceStrideWithDilation ?? [false, false, false];
    let [into, dilation] = [64, 1];
    const [layer1, layer2, layer3, layer4] = depths.map((depth, i) => {
      const planes = 64 * 2 ** i;
      let stride = i === 0 ? 1 : 2;
      const before = dilation;
      if (i > 0 && dilated[i - 1] === true) [dilation, stride] = [dilation * stride, 1];
      const blocks = Array.from({ length: depth }, (_, k) => {
        const shape = { into, planes, groups, baseWidth, stride: k === 0 ? stride : 1 };
        const fits = k > 0 || (shape.stride === 1 && into === planes * Block.expansion);
        into = planes * Block.expansion;
        return new Block({ ...shape, fits, dilation: k === 0 ? before : dilation });
      });
      return new Sequential(...blocks);
    }) as [Sequential, Sequential, Sequential, Sequential];
    this.layer1 = layer1;
    this.layer2 = layer2;
    this.layer3 = layer3;
    this.layer4 = layer4;
    this.fc = new Linear(512 * Block.expansion, numClasses);
    this.apply((module) => initialize(module, zeroInitResidual));
  }

  forward(x: Tensor): Tensor {
    const stem = this.maxpool.forward(this.relu.forward(this.bn1.forward(this.conv1.forward(x))));
    const half = this.layer2.forward(this.layer1.forward(stem));
    const features = this.layer4.forward(this.layer3.forward(half));
    return this.fc.forward(this.avgpool.forward(features).flatten(1)); // [n, numClasses]
  }
}

const known = [
  "numClasses",
  "zeroInitResidual",
  "groups",
  "widthPerGroup",
  "replaceStrideWithDilation",
] as const;

function initialize(module: unknown, zeroInitResidual: boolean): void {
  if (module instanceof Conv2d)
    init.kaimingNormal(module.weight, { mode: "fanOut", nonlinearity: "relu" });
  const block = module instanceof BasicBlock || module instanceof Bottleneck;
  if (zeroInitResidual && block && module.last.weight) init.zeros(module.last.weight);
}

function conv3x3(into: number, out: number, stride: number, groups = 1, dilation = 1): Conv2d {
  return new Conv2d(into, out, 3, { stride, padding: dilation, groups, dilation, bias: false });
}

function conv1x1(into: number, out: number, stride = 1): Conv2d {
  return new Conv2d(into, out, 1, { stride, bias: false });
}

function shortcut({ into, stride, fits }: BlockShape, out: number): Sequential | undefined {
  return fits ? undefined : new Sequential(conv1x1(into, out, stride), new BatchNorm2d(out));
}

function entry(Block: BlockClass, depths: Depths, summary: string, fixed: ResNetOptions = {}) {
  return {
    build: (options: ResNetOptions = {}) => new ResNet(Block, depths, { ...fixed, ...options }),
    summary,
  };
}

/** The builders of this family. */
export const resnet = {
  resnet18: entry(BasicBlock, [2, 2, 2, 2], "ResNet of 18 layers, He et al. 2015"),
  resnet34: entry(BasicBlock, [3, 4, 6, 3], "ResNet of 34 layers, He et al. 2015"),
  resnet50: entry(Bottleneck, [3, 4, 6, 3], "ResNet of 50 layers, He et al. 2015"),
  resnet101: entry(Bottleneck, [3, 4, 23, 3], "ResNet of 101 layers, He et al. 2015"),
  resnet152: entry(Bottleneck, [3, 8, 36, 3], "ResNet of 152 layers, He et al. 2015"),
  resnext50_32x4d: entry(Bottleneck, [3, 4, 6, 3], "ResNeXt, Xie et al. 2016", {
    groups: 32,
    widthPerGroup: 4,
  }),
  resnext101_32x8d: entry(Bottleneck, [3, 4, 23, 3], "ResNeXt, Xie et al. 2016", {
    groups: 32,
    widthPerGroup: 8,
  }),
  resnext101_64x4d: entry(Bottleneck, [3, 4, 23, 3], "ResNeXt, Xie et al. 2016", {
    groups: 64,
    widthPerGroup: 4,
  }),
  wide_resnet50_2: entry(Bottleneck, [3, 4, 6, 3], "wide ResNet, Zagoruyko, Komodakis 2016", {
    widthPerGroup: 128,
  }),
  wide_resnet101_2: entry(Bottleneck, [3, 4, 23, 3], "wide ResNet, Zagoruyko, Komodakis 2016", {
    widthPerGroup: 128,
  }),
} as const;
