import {
  AdaptiveAvgPool2d,
  BatchNorm2d,
  Conv2d,
  Linear,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
} from "../../src/nn/index.ts";
import type { Tensor } from "../../src/tensor/index.ts";

/** Two 3x3 convolutions beside a shortcut; a 1x1 convolution fits the shortcut where the size changes. */
class BasicBlock extends Module {
  readonly conv1: Conv2d;
  readonly bn1: BatchNorm2d;
  readonly relu = new ReLU();
  readonly conv2: Conv2d;
  readonly bn2: BatchNorm2d;
  readonly downsample: Sequential | undefined;

  constructor(into: number, width: number, stride: number) {
    super();
    this.conv1 = new Conv2d(into, width, 3, { stride, padding: 1, bias: false });
    this.bn1 = new BatchNorm2d(width);
    this.conv2 = new Conv2d(width, width, 3, { padding: 1, bias: false });
    this.bn2 = new BatchNorm2d(width);
    if (stride === 1 && into === width) return;
    const fit = new Conv2d(into, width, 1, { stride, bias: false });
    this.downsample = new Sequential(fit, new BatchNorm2d(width));
  }

  forward(x: Tensor): Tensor {
    const inner = this.relu.forward(this.bn1.forward(this.conv1.forward(x)));
    const shortcut = this.downsample?.forward(x) ?? x;
    return this.relu.forward(this.bn2.forward(this.conv2.forward(inner)).add(shortcut));
  }
}

/** The residual net of 18 layers (He et al. 2015): `[n, 3, h, w]` -> `[n, 1000]`. */
export class Resnet18 extends Module {
  readonly conv1 = new Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false });
  readonly bn1 = new BatchNorm2d(64);
  readonly relu = new ReLU();
  readonly maxpool = new MaxPool2d(3, { stride: 2, padding: 1 });
  readonly layer1 = stage(64, 64, 1);
  readonly layer2 = stage(64, 128, 2);
  readonly layer3 = stage(128, 256, 2);
  readonly layer4 = stage(256, 512, 2);
  readonly avgpool = new AdaptiveAvgPool2d(1);
  readonly fc = new Linear(512, 1000);

  forward(x: Tensor): Tensor {
    const stem = this.maxpool.forward(this.relu.forward(this.bn1.forward(this.conv1.forward(x))));
    const half = this.layer2.forward(this.layer1.forward(stem));
    const features = this.layer4.forward(this.layer3.forward(half));
    return this.fc.forward(this.avgpool.forward(features).flatten(1));
  }
}

function stage(into: number, width: number, stride: number): Sequential {
  return new Sequential(new BasicBlock(into, width, stride), new BasicBlock(width, width, 1));
}
