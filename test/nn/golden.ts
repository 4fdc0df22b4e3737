import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  Conv2d,
  Dropout,
  Flatten,
  Linear,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
} from "../../src/nn/index.ts";
import { manualSeed, Tensor } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";

/** A tensor as the golden files keep it. */
export interface Packed {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** A golden file of the layers. */
export function golden<Content>(name: string): Content {
  return JSON.parse(readFileSync(fixture("golden", "nn", `${name}.json`), "utf8"));
}

/** The tensor of a golden array. */
export function unpack({ shape, data }: Packed): Tensor {
  return Tensor.fromData(Float32Array.from(data), shape);
}

/** The course's net; its softmax is part of the loss. */
export class SimpleNN extends Module {
  readonly fc1 = new Linear(784, 128);
  readonly relu = new ReLU();
  readonly fc2 = new Linear(128, 10);
  forward(x: Tensor): Tensor {
    return this.fc2.forward(this.relu.forward(this.fc1.forward(x)));
  }
}

class Block extends Module {
  readonly body = new Sequential(
    new Conv2d(3, 8, 3),
    new Sequential(new ReLU(), new Dropout(0.25)),
  );
  readonly head = new SimpleNN();
  forward(x: Tensor): Tensor {
    return this.head.forward(this.body.forward(x));
  }
}

// PyTorch's constructor calls, as the golden files name them, and ours.
const makers: Readonly<Record<string, () => Module>> = {
  "Linear(10, 5)": () => new Linear(10, 5),
  "Linear(3, 2, bias=False)": () => new Linear(3, 2, { bias: false }),
  "Linear(4, 3)": () => new Linear(4, 3),
  "Linear(4, 1)": () => new Linear(4, 1),
  "Linear(784, 128)": () => new Linear(784, 128),
  "Linear(5, 7, bias=False)": () => new Linear(5, 7, { bias: false }),
  "Linear(1, 1)": () => new Linear(1, 1),
  "Conv2d(3, 6, 5)": () => new Conv2d(3, 6, 5),
  "Conv2d(4, 6, (3, 2), stride=2, padding=(1, 0), dilation=(1, 2), groups=2, bias=False)": () =>
    new Conv2d(4, 6, [3, 2], {
      stride: 2,
      padding: [1, 0],
      dilation: [1, 2],
      groups: 2,
      bias: false,
    }),
  "Conv2d(2, 2, 1)": () => new Conv2d(2, 2, 1),
  "Conv2d(3, 64, 7, bias=False)": () => new Conv2d(3, 64, 7, { bias: false }),
  "Conv2d(64, 32, 3)": () => new Conv2d(64, 32, 3),
  "Conv2d(8, 8, (3, 1), groups=4)": () => new Conv2d(8, 8, [3, 1], { groups: 4 }),
  "Conv2d(3, 6, 3, padding=1)": () => new Conv2d(3, 6, 3, { padding: 1 }),
  "Conv2d(3, 6, 3, dilation=2)": () => new Conv2d(3, 6, 3, { dilation: 2 }),
  "Conv2d(3, 6, (3, 5), stride=(1, 2))": () => new Conv2d(3, 6, [3, 5], { stride: [1, 2] }),
  "MaxPool2d(2)": () => new MaxPool2d(2),
  "MaxPool2d(3, stride=2, padding=1)": () => new MaxPool2d(3, { stride: 2, padding: 1 }),
  "MaxPool2d((2, 1), stride=1, dilation=(2, 1))": () =>
    new MaxPool2d([2, 1], { stride: 1, dilation: [2, 1] }),
  "MaxPool2d((3, 2), stride=(2, 1))": () => new MaxPool2d([3, 2], { stride: [2, 1] }),
  "Flatten()": () => new Flatten(),
  "Flatten(0, 1)": () => new Flatten({ startDim: 0, endDim: 1 }),
  "ReLU()": () => new ReLU(),
  "Dropout()": () => new Dropout(),
  "Dropout(0.25)": () => new Dropout(0.25),
  "Sequential()": () => new Sequential(),
  "Sequential(Conv2d(1, 4, 3, padding=1), ReLU(), MaxPool2d(2), Flatten(), Linear(36, 5))": () =>
    new Sequential(
      new Conv2d(1, 4, 3, { padding: 1 }),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(),
      new Linear(36, 5),
    ),
  "SimpleNN()": () => new SimpleNN(),
  "Block()": () => new Block(),
};

/** What PyTorch's call makes, under the golden files' seed. */
export function make(call: string): Module {
  const maker = makers[call];
  assert.ok(maker, `no maker for ${call}`);
  manualSeed(7);
  return maker();
}

/** Compares a tensor that is in memory with golden numbers. */
export function assertClose(got: Tensor, want: Packed, tolerance: number, what: string): void {
  assert.deepEqual(got.shape, want.shape, what);
  const data = got.hostData();
  want.data.forEach((value, i) => {
    const difference = Math.abs(Number(data[i]!) - value);
    const near = difference <= tolerance * Math.max(1, Math.abs(value));
    assert.ok(near, `${what} ${i}: got ${data[i]}, want ${value}`);
  });
}
