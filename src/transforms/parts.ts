import { BoundingBoxes, Image, KeyPoints, Mask, type Size, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { mapTensorImages, mapTensorPlanes } from "./tensor-image.ts";
import { eachLeaf } from "./tree.ts";

/** The parts of a sample that have a place on the canvas. */
export type GeometricPart = Image | Video | BoundingBoxes | Mask | KeyPoints | Tensor;

/** What is done to each kind of part; a video is done frame by frame, a tensor picture by picture. */
export interface PartHandlers {
  readonly image: (image: Image) => Image;
  readonly boxes: (boxes: BoundingBoxes) => BoundingBoxes;
  readonly mask: (mask: Mask) => Mask;
  readonly keyPoints: (points: KeyPoints) => KeyPoints;
  /** `image` treats each channel by itself, and all alike: see `mapPixels`. Default false. */
  readonly eachChannel?: boolean;
}

/** The part with its handler applied; a leaf of no known kind by identity. */
export function mapPart(who: string, leaf: unknown, handlers: PartHandlers): unknown {
  if (leaf instanceof BoundingBoxes) return handlers.boxes(leaf);
  if (leaf instanceof Mask) return handlers.mask(leaf);
  if (leaf instanceof KeyPoints) return handlers.keyPoints(leaf);
  return mapPixels(who, leaf, handlers.image, handlers.eachChannel);
}

/**
 * The picture, video or tensor with `change` applied to each picture; all else by identity. If `change`
 * treats each channel by itself, and all alike, `eachChannel` saves tensors from being rearranged.
 */
export function mapPixels(
  who: string,
  leaf: unknown,
  change: (image: Image) => Image,
  eachChannel = false,
): unknown {
  if (leaf instanceof Image) return change(leaf);
  if (leaf instanceof Video) {
    const frames = leaf.frames.map(change);
    return frames.every((frame, i) => frame === leaf.frames[i]) ? leaf : new Video(frames);
  }
  if (!(leaf instanceof Tensor && isPicture(leaf))) return leaf;
  return (eachChannel ? mapTensorPlanes : mapTensorImages)(who, leaf, change);
}

/** True for tensors of three or more dimensions; smaller ones are labels and targets. */
export function isPicture(tensor: Tensor): boolean {
  return tensor.shape.length >= 3;
}

/** The one size of all parts of a sample; throws if there is none, or more than one. */
export function commonSize(who: string, sample: unknown): Size {
  let found: Size | undefined;
  eachLeaf(sample, (leaf) => {
    const size = sizeOf(leaf);
    if (size === undefined) return;
    found ??= size;
    if (size[0] === found[0] && size[1] === found[1]) return;
    throw expected(who, "all parts to have one size", [found, size], "resize the parts first");
  });
  if (found !== undefined) return found;
  throw expected(who, "a sample with an image, mask, boxes or key points", sample, "pass one");
}

/** What all pictures of a sample have in common. */
export interface PictureFacts {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Pixels as bytes 0..255, or as floats. */
  readonly bytes: boolean;
}

/** The one shape of all images, frames and picture tensors; throws if there is none, or more than one. */
export function commonPicture(who: string, sample: unknown): PictureFacts {
  let found: PictureFacts | undefined;
  eachLeaf(sample, (leaf) => {
    const facts = factsOf(leaf);
    if (facts === undefined) return;
    found ??= facts;
    const { height, width, channels } = found;
    if (facts.height === height && facts.width === width && facts.channels === channels) return;
    const hint = "bring the pictures to one size and channel count first";
    throw expected(who, "all pictures to have one shape", [found, facts], hint);
  });
  if (found !== undefined) return found;
  throw expected(who, "a sample with an image, video or picture tensor", sample, "pass one");
}

function factsOf(leaf: unknown): PictureFacts | undefined {
  if (leaf instanceof Tensor) {
    if (!isPicture(leaf)) return undefined;
    const [channels = 0, height = 0, width = 0] = leaf.shape.slice(-3);
    return { height, width, channels, bytes: leaf.dtype === "uint8" };
  }
  const image = leaf instanceof Video ? leaf.frames[0] : leaf;
  if (!(image instanceof Image)) return undefined;
  const { height, width, channels, data } = image;
  return { height, width, channels, bytes: data instanceof Uint8Array };
}

function sizeOf(leaf: unknown): Size | undefined {
  if (leaf instanceof Tensor)
    return isPicture(leaf) ? [leaf.shape.at(-2)!, leaf.shape.at(-1)!] : undefined;
  const known = [Image, Video, Mask, BoundingBoxes, KeyPoints].some((kind) => leaf instanceof kind);
  return known ? (leaf as Exclude<GeometricPart, Tensor>).size : undefined;
}
