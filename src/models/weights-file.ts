import { stat } from "node:fs/promises";
import { join } from "node:path";
import {
  cacheFolder,
  type DownloadOptions,
  digestOf,
  downloadFile,
  torchHubFolder,
} from "../io/index.ts";
import type { Weights } from "./weights.ts";

/** Options of `weightsFile`. */
export interface WeightsFileOptions {
  /** Whether a download is reported on stderr, if it takes longer than a second. Default true. */
  readonly progress?: boolean;
  /** How to download: your own `onProgress`, `signal`, `fetch`, number of attempts. */
  readonly download?: DownloadOptions;
}

/**
 * The path of published weights: torch.hub's copy if there is a right one, else the cache's, downloaded if need
 * be. Its SHA-256 is checked in any case. Environment: TORCH_HOME, TSVISION_CACHE, TSVISION_MIRROR (below which
 * `models/<file>` is tried first), TSVISION_OFFLINE=1.
 * Throws NOT_FOUND offline, NETWORK with all that was tried and where the file may be put, MISMATCH for content
 * of another digest.
 * @example const path = await weightsFile(weights("ResNet18_Weights.DEFAULT"));
 */
export async function weightsFile(
  { url, sha256, fileSize }: Weights,
  { progress = true, download = {} }: WeightsFileOptions = {},
): Promise<string> {
  const { host, pathname } = new URL(url);
  const file = pathname.slice(pathname.lastIndexOf("/") + 1);
  const shared = join(torchHubFolder(), file);
  const isThere = (await stat(shared).catch(() => undefined))?.isFile() === true;
  if (isThere && (await digestOf(shared, { sha256 })).matches) return shared;
  return downloadFile(
    "models",
    join(cacheFolder(), "models"),
    { file, urls: [url], hosts: [host], sha256 },
    {
      maxBytes: Math.ceil(1.01 * fileSize * 2 ** 20), // the table's sizes are rounded
      ...(progress ? {} : { onProgress: () => undefined }),
      ...download,
    },
  );
}
