export { load, readStateDict } from "./load.ts";
export {
  type LoadModelOptions,
  loadModel,
  type ModelBuilder,
  type SaveModelOptions,
  saveModel,
} from "./model-file.ts";
export type { Savable } from "./pickle-writer.ts";
export { type PthFile, type PthValue, parsePth, readPth } from "./pth.ts";
export { encodePth } from "./pth-writer.ts";
export { buildModel, type ModelEntry, type ModelName, type ModelSpec, models } from "./registry.ts";
export {
  encodeSafetensors,
  parseSafetensors,
  readSafetensors,
  type SafetensorsFile,
  writeSafetensors,
} from "./safetensors.ts";
export { save } from "./save.ts";
export { SimpleCnn, type SimpleCnnOptions } from "./simple-cnn.ts";
