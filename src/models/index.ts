export { buildModel, type ModelEntry, type ModelName, type ModelSpec, models } from "./registry.ts";
export {
  encodeSafetensors,
  parseSafetensors,
  readSafetensors,
  type SafetensorsFile,
  writeSafetensors,
} from "./safetensors.ts";
export { SimpleCnn, type SimpleCnnOptions } from "./simple-cnn.ts";
