/**
 * The core layers and the shapes they map: linear, convolution, recurrent.
 *
 *   node build/examples/02-layers.js
 */
import { manualSeed, nn, randn } from "tsvision";

manualSeed(0);

// y = x W^T + b, where W is [out, in]
const linear = new nn.Linear(10, 5);
console.log("Linear:", linear.forward(randn([4, 10])).shape, "weight", linear.weight.shape);

// Y[o, i, j] = sum over c, m, n of K[o, c, m, n] X[c, i + m, j + n] + b[o]
const conv = new nn.Conv2d(3, 6, 5);
console.log("Conv2d:", conv.forward(randn([2, 3, 32, 32])).shape, "weight", conv.weight.shape);

// 7 steps, 2 sequences, 4 features: every step's output, and the state after the last one
const lstm = new nn.LSTM(4, 8);
const [output, [hidden, cell]] = lstm.forward(randn([7, 2, 4]));
console.log("LSTM:", output.shape, "hidden", hidden.shape, "cell", cell.shape);
const last = output.select(0, -1).sub(hidden.select(0, 0)).abs().amax();
console.log("the last output is the hidden state:", (await last.item()) === 0);
