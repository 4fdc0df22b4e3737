export { applyOrientation } from "./apply-orientation.ts";
export { cacheFolder, torchHubFolder } from "./cache-folder.ts";
export {
  type DecodeOptions,
  decodeImage,
  defaultFormats,
  defaultMaxPixels,
} from "./decode-image.ts";
export type { FailOn } from "./decoder.ts";
export { downloadFile } from "./download.ts";
export type { DownloadProgress, OnProgress } from "./download-progress.ts";
export type { DownloadOptions, RemoteFile } from "./download-transfer.ts";
export type { DraftSize } from "./draft.ts";
export { type EncodeJpegOptions, encodeJpeg, encodePng } from "./encode-image.ts";
export { type ExtractOptions, extractArchive } from "./extract-archive.ts";
export type { Fetch } from "./fetch-https.ts";
export { type Digests, digestOf, verifyFile } from "./file-digest.ts";
export { type ImageFormat, imageFormats } from "./file-kinds.ts";
export type { FileOps, OpenFile } from "./file-ops.ts";
export type { Isolation, ProcessLimits } from "./isolation.ts";
export { type MatData, type MatValue, readMat } from "./mat.ts";
export type { PixelMode } from "./pixel-mode.ts";
export { readImage } from "./read-image.ts";
export { type LabelMapOptions, readLabelMap } from "./read-label-map.ts";
export { type Sniffed, sniff } from "./sniff.ts";
export { type FileContent, type WriteFileOptions, writeFileAtomic } from "./write-file-atomic.ts";
