/**
 * Three ways to hold modules: in a row, in a list, by name.
 *
 *   node build/examples/05-containers.js
 */
import { Module, manualSeed, nn, randn, type Tensor } from "tsvision";

manualSeed(0);
const row = new nn.Sequential(new nn.Linear(10, 20), new nn.ReLU(), new nn.Linear(20, 5));
console.log("Sequential:", row.forward(randn([3, 10])).shape);

class Tower extends Module {
  // The list finds the parameters of its modules; it has no forward of its own.
  layers = new nn.ModuleList([new nn.Linear(10, 10), new nn.Linear(10, 10), new nn.Linear(10, 10)]);

  forward(x: Tensor): Tensor {
    let y = x;
    for (const layer of this.layers) y = layer.forward(y);
    return y;
  }
}
const tower = new Tower();
console.log(
  "ModuleList:",
  tower.forward(randn([3, 10])).shape,
  tower.parameters().length,
  "parameters",
);

class Named extends Module {
  layers = new nn.ModuleDict({
    fc1: new nn.Linear(10, 20),
    relu: new nn.ReLU(),
    fc2: new nn.Linear(20, 5),
  });

  forward(x: Tensor): Tensor {
    const { layers } = this;
    return layers.get("fc2").forward(layers.get("relu").forward(layers.get("fc1").forward(x)));
  }
}
const named = new Named();
console.log("ModuleDict:", named.forward(randn([3, 10])).shape);
console.log([...named.stateDict().keys()].join(", "));
