import { decodesJpeg } from "../../../src/io/kernels/jpeg.ts";

/** Why tests of our own decoder are skipped, if they are. */
export const skip =
  !decodesJpeg() &&
  "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";
