import { pathToFileURL } from "node:url";
import { expected, VisionError } from "../../util/errors.ts";
import type { Dataset, SampleTransform } from "../dataset.ts";
import type { IterableDataset } from "./iterable-dataset.ts";

/**
 * A function that a worker thread finds by itself, since neither functions nor class instances can
 * be sent: the module to import, the function's name, and what to call it with.
 * @example
 * const source: WorkerModule = {
 *   module: new URL("./my-data.js", import.meta.url),
 *   export: "makeDataset",
 *   data: { root: "photos" },
 * };
 */
export interface WorkerModule {
  /** The module: a URL (best `new URL("./data.js", import.meta.url)`), or an absolute path. */
  readonly module: string | URL;
  /** The exported function's name; `Class.method` for a static method. */
  readonly export: string;
  /** Its first argument, plain data: copied, but for SharedArrayBuffers, which are shared. */
  readonly data?: unknown;
}

/** The second argument of such a function: what it may need to rebuild a dataset. */
export interface WorkerContext {
  /** The dataset that another `WorkerModule` makes; for datasets made of datasets. */
  dataset<S>(source: WorkerModule): Promise<Dataset<S>>;
  /** The transform of which `toJSON()` is `json`; undefined for undefined. */
  transform<In, Out>(json: unknown): SampleTransform<In, Out> | undefined;
}

/** What a function that a worker calls for its data gives. */
export type WorkerDataset = Dataset | IterableDataset;

/** The same module by a URL that can be sent. */
export function sendableModule(who: string, source: WorkerModule): WorkerModule {
  const { module, export: name } = source;
  const text = String(module);
  if (typeof name !== "string" || name === "")
    throw expected(who, "worker.export, the name of a function", name, "name an exported function");
  if (URL.canParse(text)) return { ...source, module: text };
  if (text.startsWith("/")) return { ...source, module: pathToFileURL(text).href };
  const hint = 'pass new URL("./data.js", import.meta.url)';
  throw expected(who, "worker.module to be a URL or an absolute path", text, hint);
}

/** Imports the module and calls its function; the thread's side. */
export async function callModule(
  { module, export: name, data }: WorkerModule,
  context: WorkerContext,
): Promise<unknown> {
  let found: unknown = await import(String(module));
  let owner: unknown;
  for (const part of name.split(".")) {
    owner = found;
    found = (found as Readonly<Record<string, unknown>> | undefined)?.[part];
  }
  if (typeof found !== "function") {
    throw new VisionError({
      code: "NOT_FOUND",
      who: "DataLoader",
      expected: `a function ${name} exported`,
      got: found,
      hint: "export it, or correct worker.export",
      file: String(module),
    });
  }
  return found.call(owner, data, context);
}
