import { BoundingBoxes, Image, Mask, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import type { Picture } from "./functional/five-crop.ts";
import { isPicture } from "./parts.ts";

/** The leaf with `change` applied if it is a picture; boxes and masks are refused, all else passes. */
export function onlyPictures(
  who: string,
  leaf: unknown,
  change: (picture: Picture) => unknown,
): unknown {
  if (leaf instanceof BoundingBoxes || leaf instanceof Mask) {
    const got = leaf instanceof Mask ? "a Mask" : "BoundingBoxes";
    throw expected(who, "a sample without boxes and masks", got, "crop these parts yourself");
  }
  const picture =
    leaf instanceof Image || leaf instanceof Video || (leaf instanceof Tensor && isPicture(leaf));
  return picture ? change(leaf) : leaf;
}
