import assert from "node:assert/strict";
import type { StateDict } from "../../src/nn/index.ts";

/** Checks that two lists hold the very same objects. `deepEqual` sees nothing of what a tensor or module holds. */
export function sameObjects(actual: readonly unknown[], expected: readonly unknown[]): void {
  assert.equal(actual.length, expected.length);
  for (const [i, object] of actual.entries()) assert.equal(object, expected[i]);
}

/** An optimizer's state with the numbers of its tensors, for `deepEqual`. */
export function inNumbers<State extends { readonly tensors: StateDict }>(state: State): unknown {
  const tensors = [...state.tensors].map(([name, tensor]) => [
    name,
    tensor.shape,
    [...tensor.hostData()],
  ]);
  return { ...state, tensors };
}
