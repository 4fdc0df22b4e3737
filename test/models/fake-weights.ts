import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { encodePth, Weights } from "../../src/models/index.ts";
import type { Module } from "../../src/nn/index.ts";
import { withFolder } from "../datasets/temp-folder.ts";

/** Where a test's weights are. */
export interface Folders {
  /** An empty folder for files of one's own. */
  readonly folder: string;
  /** Where downloads go. */
  readonly cache: string;
  /** Where torch.hub would keep its files. */
  readonly hub: string;
}

/** Calls `use` with caches that are empty and nobody else's; puts the environment back. */
export function withCaches<T>(use: (folders: Folders) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    const names = ["TSVISION_CACHE", "TORCH_HOME", "TSVISION_MIRROR", "TSVISION_OFFLINE"];
    const before = names.map((name) => [name, process.env[name]] as const);
    for (const name of names) delete process.env[name];
    process.env["TSVISION_CACHE"] = join(folder, "cache");
    process.env["TORCH_HOME"] = join(folder, "torch");
    const hub = join(folder, "torch", "hub", "checkpoints");
    try {
      await mkdir(hub, { recursive: true });
      return await use({ folder, cache: join(folder, "cache", "models"), hub });
    } finally {
      for (const [name, value] of before)
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    }
  });
}

/** An entry whose file is these bytes. */
export function entryOf(builder: string, bytes: Uint8Array, sha256 = sha256Of(bytes)): Weights {
  return new Weights({
    builder,
    weights: `Fake_Weights.${builder}`,
    file: `${builder}-${sha256.slice(0, 8)}.pth`,
    sha256: sha256.slice(0, 8),
    acc1: 1,
    acc5: 5,
    params: 1,
    gflops: 1,
    size: bytes.length / 2 ** 20,
    minSize: 224,
    resize: 256,
    crop: 224,
    recipe: "none",
  });
}

/** In hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A model's state as the bytes of a `.pth` file. */
export function pthOf(model: Module, rename: (key: string) => string | undefined = (key) => key) {
  const state = [...model.stateDict()].flatMap(([key, tensor]) => {
    const name = rename(key);
    return name === undefined ? [] : [[name, tensor] as const];
  });
  return Buffer.concat(encodePth(new Map(state)));
}
