/**
 * Losses, each on numbers that can be checked by hand.
 *
 *   node build/examples/04-losses.js
 */
import { nn, tensor } from "tsvision";

const mse = new nn.MSELoss().forward(tensor([0.5, 0.8, 1.2]), tensor([0, 1, 1]));
console.log("MSELoss:", (await mse.item()).toFixed(8));

// softmax is inside: the model gives plain scores
const scores = tensor([[2, 1, 0.1]]);
const crossEntropy = new nn.CrossEntropyLoss().forward(scores, tensor([0], { dtype: "int64" }));
console.log("CrossEntropyLoss:", (await crossEntropy.item()).toFixed(8));

// the input is log probabilities, the target probabilities
const logProbabilities = tensor([[0.2, 0.5, 0.3]]).logSoftmax(1);
const divergence = new nn.KLDivLoss({ reduction: "batchmean" });
const kl = divergence.forward(logProbabilities, tensor([[0.1, 0.6, 0.3]]));
console.log("KLDivLoss:", (await kl.item()).toFixed(8));
