/**
 * Activations, on [[-1, 0, 2]].
 *
 *   node build/examples/03-activations.js
 */
import { nn, tensor } from "tsvision";

const x = tensor([[-1, 0, 2]]);
const activations = [new nn.ReLU(), new nn.Sigmoid(), new nn.Tanh(), new nn.LeakyReLU(0.01)];
for (const activation of activations) {
  const values = [...(await activation.forward(x).data())];
  console.log(`${activation}: ${values.map((value) => Number(value).toFixed(6)).join(", ")}`);
}
