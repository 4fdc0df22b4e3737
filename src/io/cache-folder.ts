import { homedir } from "node:os";
import { join } from "node:path";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where downloads are kept: TSVISION_CACHE, or `tsvision` in the user's cache folder (XDG_CACHE_HOME, or
 * `~/.cache`).
 * @example cacheFolder({ TSVISION_CACHE: "/data/cache" }); // "/data/cache"
 */
export function cacheFolder(env: Env = process.env): string {
  return env["TSVISION_CACHE"] || join(userCache(env), "tsvision");
}

/**
 * Where PyTorch keeps downloaded weights: `hub/checkpoints` in TORCH_HOME, or in `torch` in the user's cache
 * folder. `torch.hub.get_dir`.
 * @example torchHubFolder({ TORCH_HOME: "/data/torch" }); // "/data/torch/hub/checkpoints"
 */
export function torchHubFolder(env: Env = process.env): string {
  return join(env["TORCH_HOME"] || join(userCache(env), "torch"), "hub", "checkpoints");
}

function userCache(env: Env): string {
  return env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
}
