import { AsyncLocalStorage } from "node:async_hooks";
import { expected } from "../util/errors.ts";

// Scoped, not global: nothing outlives the call of noGrad.
let depth = 0;
let asyncScope: AsyncLocalStorage<boolean> | undefined;

/** False inside `noGrad`. */
export function isGradEnabled(): boolean {
  return depth === 0 && asyncScope?.getStore() !== true;
}

/**
 * Runs `work` without recording for gradients and returns what it returns; an `async` function is
 * covered up to its end. PyTorch's `torch.no_grad`.
 * @example const logits = noGrad(() => model.forward(images));
 * @example await noGrad(async () => { for await (const [x] of loader) await model.forward(x).data(); });
 */
export function noGrad<Result>(work: () => Result): Result {
  if (work.constructor.name === "AsyncFunction") {
    asyncScope ??= new AsyncLocalStorage<boolean>();
    return asyncScope.run(true, work);
  }
  depth++;
  try {
    const result = work();
    if (result instanceof Promise) {
      throw expected(
        "noGrad",
        "a plain function or an `async` one",
        "a plain function that returned a promise",
        "write `async () => ...`",
      );
    }
    return result;
  } finally {
    depth--;
  }
}
