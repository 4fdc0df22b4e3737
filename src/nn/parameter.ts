import { Tensor } from "../tensor/index.ts";

const parameters = new WeakSet<Tensor>();

/**
 * Marks a tensor as a parameter: a module that holds it in a field finds it, optimizers may train it.
 * It requires grad unless told not to. `torch.nn.Parameter`.
 * @example this.weight = parameter(zeros([10, 5]));
 */
export function parameter(tensor: Tensor, { requiresGrad = true } = {}): Tensor {
  parameters.add(tensor);
  return tensor.setRequiresGrad(requiresGrad).setPersistent();
}

/** True for what `parameter` marked. */
export function isParameter(value: unknown): value is Tensor {
  return value instanceof Tensor && parameters.has(value);
}
