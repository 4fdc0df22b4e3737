/**
 * A module: the constructor declares, forward computes, sub-modules register themselves.
 *
 *   node build/examples/06-module.js
 */
import { Module, manualSeed, nn, randn, type Tensor } from "tsvision";

class SimpleNN extends Module {
  fc1 = new nn.Linear(784, 128);
  relu = new nn.ReLU();
  fc2 = new nn.Linear(128, 10);
  softmax = new nn.Softmax(1);

  forward(x: Tensor): Tensor {
    return this.softmax.forward(this.fc2.forward(this.relu.forward(this.fc1.forward(x))));
  }
}

manualSeed(0);
const model = new SimpleNN();
console.log(String(model));
console.log([...model.stateDict().keys()].join(", "));
const count = model.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0);
console.log(`${count} parameters`);
const sums = await model
  .forward(randn([2, 784]))
  .sum(1)
  .data();
console.log("rows sum to", [...sums].map((sum) => Number(sum).toFixed(4)).join(", "));
