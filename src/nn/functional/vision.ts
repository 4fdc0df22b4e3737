import { applyOp, ops, type Tensor } from "../../tensor/index.ts";
import { checkChoice, checkInteger, checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { adaptiveAvgPool2d } from "./adaptive-pooling.ts";
import { type Pair, pair } from "./pair.ts";

/** How `interpolate` makes pixels: of the one before, of the nearest four, or (smaller ones) as means. */
export type InterpolateMode = "nearest" | "bilinear" | "area";

/** Settings of `interpolate`: either `size` or `scaleFactor`. */
export interface InterpolateSettings {
  /** The output's height and width. */
  readonly size?: Pair | null;
  /** Output by input size; the output's size is rounded down. */
  readonly scaleFactor?: Pair | null;
  /** Default "nearest". */
  readonly mode?: InterpolateMode;
  /** Whether the centres of the corner pixels (true) or their outer edges fall on each other; "bilinear" only. */
  readonly alignCorners?: boolean | null;
}

/**
 * Images of another size. Shapes: `[n, c, h, w]` -> `[n, c, h', w']`. `torch.nn.functional.interpolate` for images.
 * @example interpolate(zeros([1, 3, 8, 8]), { scaleFactor: 2, mode: "bilinear" }).shape; // [1, 3, 16, 16]
 */
export function interpolate(x: Tensor, settings: InterpolateSettings): Tensor {
  const who = "interpolate";
  checkInterpolate(who, settings);
  const { size = null, scaleFactor = null, mode = "nearest", alignCorners = null } = settings;
  if (x.shape.length !== 4 || x.shape.slice(2).includes(0)) {
    const hint = "give one image a batch with unsqueeze(0)";
    throw expected(who, "an input [n, c, h, w] with pixels", x.shape, hint);
  }
  const from = x.shape.slice(2) as [number, number];
  const factors = scaleFactor === null ? undefined : both(scaleFactor);
  const wanted =
    factors === undefined
      ? pair(who, "size", size!, 1)
      : ([Math.floor(from[0] * factors[0]), Math.floor(from[1] * factors[1])] as const);
  if (wanted.some((length) => length < 1)) {
    const hint = "pass a larger scaleFactor, or size";
    throw expected(who, "an output of at least 1 x 1", wanted, hint);
  }
  if (mode === "area") return adaptiveAvgPool2d(x, wanted);
  return applyOp(ops.resample, [x], {
    mode: alignCorners === true ? "corners" : mode,
    size: wanted,
    // As PyTorch: a given factor counts as it is, though the output's size was rounded.
    step: from.map((length, i) => (factors ? 1 / factors[i]! : length / wanted[i]!)),
  });
}

/** Refuses settings of `interpolate` that do not fit together. */
export function checkInterpolate(who: string, settings: InterpolateSettings): void {
  const { size = null, scaleFactor = null, mode = "nearest", alignCorners = null } = settings;
  checkChoice<InterpolateMode>(who, "mode", mode, ["nearest", "bilinear", "area"]);
  if ((size === null) === (scaleFactor === null)) {
    const got = { size, scaleFactor };
    throw expected(who, "either size or scaleFactor", got, "pass one of the two");
  }
  if (size !== null) pair(who, "size", size, 1);
  else
    for (const factor of both(scaleFactor!))
      checkNumber(who, "scaleFactor", factor, { low: Number.MIN_VALUE });
  if (alignCorners === null || mode === "bilinear") return;
  throw expected(
    who,
    'alignCorners with mode="bilinear" only',
    { mode, alignCorners },
    "leave it out",
  );
}

function both(value: Pair): readonly [number, number] {
  return typeof value === "number" ? [value, value] : value;
}

/**
 * Channels spread over space: each block of r x r pixels comes from r^2 channels.
 * Shapes: `[..., c r^2, h, w]` -> `[..., c, h r, w r]`. `torch.nn.functional.pixel_shuffle`.
 */
export function pixelShuffle(x: Tensor, upscaleFactor: number): Tensor {
  const r = checkInteger("pixelShuffle", "upscaleFactor", upscaleFactor, { low: 1 });
  const [channels, h, w] = x.shape.slice(-3);
  if (x.shape.length < 3 || channels! % (r * r) !== 0) {
    const what = `an input [..., c, h, w] with c divisible by ${r * r}`;
    throw expected("pixelShuffle", what, x.shape, "check the layer before");
  }
  const lead = x.shape.slice(0, -3);
  const c = channels! / (r * r);
  const at = lead.length;
  // [..., c, r, r, h, w] -> [..., c, h, r, w, r]
  const order = [...lead.map((_, i) => i), at, at + 3, at + 1, at + 4, at + 2];
  return x
    .reshape([...lead, c, r, r, h!, w!])
    .permute(order)
    .reshape([...lead, c, h! * r, w! * r]);
}
