import type { TensorData } from "../../tensor/index.ts";
import { expected, VisionError } from "../../util/errors.ts";
import type { LabelledOptions } from "../dataset.ts";
import type { WorkerContext } from "./worker-module.ts";

/** The transforms of a labelled dataset as plain data. */
export interface SentTransforms {
  readonly transform?: unknown;
  readonly targetTransform?: unknown;
}

const hint =
  "use transforms of the package, or name a module with the loader's option worker: " +
  "{ module, export }";

/** Transforms as plain data, for a worker; throws where one is a function or holds one. */
export function sendTransforms<X, Y>(who: string, options: LabelledOptions<X, Y>): SentTransforms {
  return {
    transform: sent(who, "transform", options.transform),
    targetTransform: sent(who, "targetTransform", options.targetTransform),
  };
}

/** The transforms again; the thread's side. */
export function receiveTransforms<X, Y>(
  { transform, targetTransform }: SentTransforms,
  context: WorkerContext,
): LabelledOptions<X, Y> {
  return {
    transform: context.transform(transform),
    targetTransform: context.transform(targetTransform),
  };
}

function sent(who: string, name: string, transform: unknown): unknown {
  if (transform === undefined) return undefined;
  const what = `a ${name} that can be sent to a worker thread`;
  const { toJSON } = transform as { toJSON?: () => unknown };
  if (typeof toJSON !== "function") throw expected(who, what, transform, hint);
  try {
    return JSON.parse(JSON.stringify(transform));
  } catch (cause) {
    throw new VisionError({ who, expected: what, got: cause, hint, cause });
  }
}

/** The same numbers in memory that all threads see, so that workers need no copy of their own. */
export function shared<T extends TensorData | Uint32Array>(view: T): T {
  if (view.buffer instanceof SharedArrayBuffer) return view;
  const memory = new SharedArrayBuffer(view.byteLength);
  const kind = view instanceof Uint8Array ? Uint8Array : view.constructor; // a Buffer is one too
  const copy = new (kind as new (memory: SharedArrayBuffer) => T)(memory);
  copy.set(view as never);
  return copy;
}
