import { Conv2d, init, Linear } from "../../nn/index.ts";

/**
 * First weights of the plain convolutional nets, for `apply`: convolutions by He's rule for their outputs,
 * linear layers normal with deviation 0.01, biases 0; other modules keep theirs.
 * @example net.apply(initialize);
 */
export function initialize(module: unknown): void {
  if (!(module instanceof Conv2d || module instanceof Linear)) return;
  if (module instanceof Conv2d)
    init.kaimingNormal(module.weight, { mode: "fanOut", nonlinearity: "relu" });
  else init.normal(module.weight, 0, 0.01);
  if (module.bias) init.zeros(module.bias);
}
