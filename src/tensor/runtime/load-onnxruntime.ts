import { VisionError } from "../../util/errors.ts";

/** The interface that ONNX Runtime's packages for Node and for the web share. */
export type Ort = typeof import("onnxruntime-node");

export type { InferenceSession, Tensor as OrtTensor } from "onnxruntime-node";

/** The packages that ONNX Runtime comes in; arguments so that a test can take one away. */
export interface OrtPackages {
  node(this: void): Promise<Ort>;
  web(this: void): Promise<Ort>;
}

/** What was loaded. */
export interface LoadedOrt {
  readonly ort: Ort;
  readonly kind: "node" | "web";
}

// A name that the compiler does not resolve: the package is optional.
const webPackage = "onnxruntime-web";

const packages: OrtPackages = {
  node: () => import("onnxruntime-node"),
  web: () => import(webPackage),
};

/**
 * Loads ONNX Runtime, the only place that imports it: the native package, or where that has no binary (Alpine,
 * Intel Macs) the WebAssembly one. Throws (code ENGINE) where neither is installed.
 */
export async function loadOnnxRuntime({ node, web }: OrtPackages = packages): Promise<LoadedOrt> {
  try {
    return { ort: await node(), kind: "node" };
  } catch (cause) {
    const ort = await web().catch(() => undefined);
    if (ort === undefined) throw notInstalled(cause);
    announce();
    return { ort, kind: "web" };
  }
}

function announce(): void {
  const what = "onnxruntime-node has no binary here, so tensors are computed by onnxruntime-web";
  const warning = `${what} (WebAssembly): same results, several times slower`;
  process.emitWarning(warning, { type: "TsvisionHint", code: "TSVISION_WEB_RUNTIME" });
}

function notInstalled(cause: unknown): VisionError {
  const { platform, arch, version } = process;
  const reason = cause instanceof Error ? cause.message.split("\n")[0] : cause;
  return new VisionError({
    code: "ENGINE",
    who: "tensor engine",
    expected: "the package onnxruntime-node and its binary for this platform",
    got: `${reason} (${platform} ${arch}, Node ${version})`,
    hint:
      "run `npm install --ignore-scripts onnxruntime-node`, or `npm install onnxruntime-web` " +
      "where that has no binary; transforms, loaders and io work without it",
    cause,
  });
}
