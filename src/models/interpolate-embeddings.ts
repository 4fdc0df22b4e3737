import type { StateDict } from "../nn/index.ts";
import { Tensor } from "../tensor/index.ts";
import { checkChoice, checkInteger } from "../util/check.ts";
import { VisionError } from "../util/errors.ts";

/** Options of `interpolateEmbeddings`. */
export interface InterpolateEmbeddingsOptions {
  /** How numbers between the given places are made. Default "bicubic". */
  readonly interpolationMode?: "bicubic" | "bilinear";
  /** Leave out the head's weights, for another task. Default false. */
  readonly resetHeads?: boolean;
}

const who = "interpolateEmbeddings";
const key = "encoder.pos_embedding";

/**
 * A vision transformer's state for pictures of another size: the embeddings of the patches' places are interpolated,
 * with the corners kept, all else stays. The state given is not changed. Throws `MISMATCH` where the state has no
 * embeddings `[1, side * side + 1, hiddenDim]`. torchvision's `interpolate_embeddings`.
 * @example
 * const shape = { patchSize: 8, numLayers: 1, numHeads: 2, hiddenDim: 16, mlpDim: 32 };
 * const small = new VisionTransformer(shape, { imageSize: 32 });
 * const state = interpolateEmbeddings(48, 8, small.stateDict());
 * new VisionTransformer(shape, { imageSize: 48 }).loadStateDict(state);
 */
export function interpolateEmbeddings(
  imageSize: number,
  patchSize: number,
  modelState: StateDict,
  { interpolationMode = "bicubic", resetHeads = false }: InterpolateEmbeddingsOptions = {},
): Map<string, Tensor> {
  checkInteger(who, "patchSize", patchSize, { low: 1 });
  checkInteger(who, "imageSize", imageSize, { low: patchSize });
  checkChoice(who, "interpolationMode", interpolationMode, ["bicubic", "bilinear"]);
  const { embeddings, side } = embeddingsOf(modelState);
  const size = Math.floor(imageSize / patchSize);
  if (size === side) return new Map(modelState);
  const taps = along(side, size, interpolationMode);
  const state = new Map(modelState);
  state.set(key, resized(embeddings, taps));
  if (!resetHeads) return state;
  return new Map([...state].filter(([name]) => !name.startsWith("heads")));
}

function embeddingsOf(state: StateDict): { embeddings: Tensor; side: number } {
  const embeddings = state.get(key);
  const [n, length = 0] = embeddings?.shape ?? [];
  const side = Math.round(Math.sqrt(length - 1));
  const fits = embeddings?.shape.length === 3 && n === 1 && length > 1;
  if (fits && side * side === length - 1) return { embeddings, side };
  throw new VisionError({
    code: "MISMATCH",
    who,
    expected: `${key} [1, side * side + 1, hiddenDim]`,
    got: embeddings?.shape ?? [...state.keys()],
    hint: "pass the state dict of a vision transformer",
  });
}

/** What each new place takes of the old ones. */
type Taps = readonly (readonly { readonly at: number; readonly weight: number }[])[];

// Places i (side - 1) / (size - 1); what lies outside is the edge's.
function along(side: number, size: number, mode: "bicubic" | "bilinear"): Taps {
  const step = size > 1 ? (side - 1) / (size - 1) : 0;
  return Array.from({ length: size }, (_, i) => {
    const place = i * step;
    const low = Math.floor(place);
    const weights = mode === "bicubic" ? cubic(place - low) : [1 - (place - low), place - low];
    const first = mode === "bicubic" ? low - 1 : low;
    return weights.map((weight, k) => ({
      at: Math.min(Math.max(first + k, 0), side - 1),
      weight,
    }));
  });
}

// Keys' kernel with a = -0.75, PyTorch's, at distances 1 + t, t, 1 - t and 2 - t.
function cubic(t: number): number[] {
  const a = -0.75;
  const near = (x: number) => ((a + 2) * x - (a + 3)) * x * x + 1;
  const far = (x: number) => ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
  return [far(1 + t), near(t), near(1 - t), far(2 - t)];
}

// [1, 1 + side^2, c] -> [1, 1 + size^2, c]; the class token's embedding in front stays.
function resized(embeddings: Tensor, taps: Taps): Tensor {
  const c = embeddings.shape[2]!;
  const data = embeddings.hostData();
  const side = Math.round(Math.sqrt(embeddings.shape[1]! - 1));
  const size = taps.length;
  const out = new Float32Array((1 + size * size) * c);
  for (let k = 0; k < c; k++) out[k] = Number(data[k]);
  for (let y = 0, to = c; y < size; y++) {
    for (let x = 0; x < size; x++) {
      for (let k = 0; k < c; k++, to++) {
        let sum = 0;
        for (const row of taps[y]!) {
          let across = 0;
          for (const { at, weight } of taps[x]!)
            across += weight * Number(data[(1 + row.at * side + at) * c + k]);
          sum += row.weight * across;
        }
        out[to] = sum;
      }
    }
  }
  return Tensor.fromData(out, [1, 1 + size * size, c]);
}
