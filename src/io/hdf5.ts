import { VisionError } from "../util/errors.ts";
import { sizeOf } from "./read-whole.ts";

type H5 = typeof import("h5wasm/node");

/** An array in an HDF5 file, open until it is closed. */
export interface Hdf5Array {
  readonly shape: readonly number[];
  /** The bytes of the items `from` to `to` of the first dimension. */
  rows(from: number, to: number): Uint8Array;
  close(): void;
}

/**
 * Opens an array of bytes in an HDF5 file, through the package h5wasm, which has to be installed beside
 * this one. Nothing is read before it is asked for. Throws NOT_FOUND for a missing file, INVALID_FILE for
 * a damaged one or one without such an array, ENGINE where h5wasm is not installed.
 * @example const images = await openHdf5("PCAM", "data/pcam/camelyonpatch_level_2_split_val_x.h5", "x");
 */
export async function openHdf5(who: string, path: string, key: string): Promise<Hdf5Array> {
  await sizeOf(who, path); // tells of a missing file in our own words
  const { File, Dataset } = await loadH5(who);
  const deny = (expected: string, got: unknown) => {
    const hint = "the file is damaged or of another data set; fetch it again";
    return new VisionError({ code: "INVALID_FILE", who, expected, got, hint, file: path });
  };
  const file = opened(() => new File(path, "r"), deny);
  const found = opened(() => file.get(key), deny);
  if (
    !(found instanceof Dataset) ||
    found.shape === null ||
    !/^[<>|]?B$/.test(String(found.dtype))
  ) {
    file.close();
    throw deny(`an array of bytes named ${key}`, found === null ? "none" : "something else");
  }
  return {
    shape: found.shape,
    rows: (from, to) => {
      const part = opened(() => found.slice([[from, to]]), deny);
      if (part instanceof Uint8Array) return part;
      throw deny(`bytes of ${key}`, part);
    },
    close: () => {
      file.close();
    },
  };
}

function opened<T>(open: () => T, deny: (expected: string, got: unknown) => VisionError): T {
  try {
    return open();
  } catch (cause) {
    throw deny("a whole HDF5 file", cause);
  }
}

async function loadH5(who: string): Promise<H5> {
  try {
    const h5 = await import("h5wasm/node");
    // Otherwise damage is printed, and what cannot be read comes as zeros.
    (await h5.ready).activate_throwing_error_handler();
    return h5;
  } catch (cause) {
    throw new VisionError({
      code: "ENGINE",
      who,
      expected: "the package h5wasm, which reads HDF5 files",
      got: cause,
      hint: "run `npm install h5wasm@0.10.3`",
      cause,
    });
  }
}
