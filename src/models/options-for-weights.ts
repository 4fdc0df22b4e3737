import type { Tensor } from "../tensor/index.ts";
import { VisionError } from "../util/errors.ts";
import { headsOf } from "./heads.ts";
import type { Weights } from "./weights.ts";

type Options = Readonly<Record<string, unknown>>;

/**
 * The options that a net needs for published weights, as torchvision's builders set them: the size that a
 * transformer was trained with, GoogLeNet's and Inception's own normalisation of the input, GoogLeNet without its
 * auxiliary heads. Throws MISMATCH where `own` says otherwise of a size.
 */
export function optionsForWeights(entry: Weights, own: Options): Options {
  const { builder, minSize } = entry;
  if (builder === "googlenet") return { transformInput: true, auxLogits: false, ...own };
  if (builder === "inception_v3") return { transformInput: true, ...own };
  if (builder.startsWith("vit_")) return fixed(entry, own, "imageSize", minSize[0]);
  if (builder.startsWith("maxvit")) return fixed(entry, own, "inputSize", minSize);
  return own;
}

function fixed(entry: Weights, own: Options, name: string, value: unknown): Options {
  const given = own[name];
  if (given === undefined || String(given) === String(value)) return { ...own, [name]: value };
  throw new VisionError({
    code: "MISMATCH",
    who: `models.${entry.builder}`,
    expected: `${name} ${value}, which ${entry.name} was trained with`,
    got: given,
    hint: `leave ${name} out, or pass other weights`,
  });
}

/**
 * The options that a file's tensors tell, for those that are not given: the number of classes, a vision
 * transformer's `imageSize`, and whether GoogLeNet and Inception have their auxiliary heads.
 */
export function optionsForFile(
  builder: string,
  state: ReadonlyMap<string, Tensor>,
  own: Options,
): Options {
  const told: Record<string, unknown> = {};
  const classes = state.get(`${headsOf(builder)[0]}.weight`)?.shape[0];
  if (classes !== undefined) told["numClasses"] = classes;
  if (builder === "googlenet" || builder === "inception_v3")
    told["auxLogits"] = [...state.keys()].some((key) => /^(aux1|AuxLogits)\./.test(key));
  const [positions, patches] = ["encoder.pos_embedding", "conv_proj.weight"].map(
    (key) => state.get(key)?.shape,
  );
  // [1, patches and the class's token, width] and [width, 3, patch height, patch width]
  if (builder.startsWith("vit_") && positions?.length === 3 && patches?.length === 4)
    told["imageSize"] = Math.round(Math.sqrt(positions[1]! - 1)) * patches[3]!;
  return { ...told, ...own };
}
