import fc, { type Arbitrary } from "fast-check";
import { type Channels, Image, type Size, Video } from "../sample/index.ts";
import { Rng } from "../util/rng.ts";

/** What pictures to draw. */
export interface PictureOptions {
  /** Default 1, 3 and 4. */
  readonly channels?: readonly Channels[];
  /** Bytes 0..255 or floats 0..1. Default both. */
  readonly kinds?: readonly ("bytes" | "floats")[];
  /** The longest edge. Default 33: odd and even sizes and single rows are among them. */
  readonly maxEdge?: number;
  /** One size for all; without it edges are drawn from 1 to `maxEdge`. */
  readonly size?: Size;
}

const patterns = ["noise", "constant", "ramp", "checker", "dot"] as const;
type Pattern = (typeof patterns)[number];

/** Sizes `[height, width]` from 1 to `maxEdge`, 33 by default; they shrink to `[1, 1]`. */
export function sizes(maxEdge = 33): Arbitrary<Size> {
  const edge = fc.integer({ min: 1, max: maxEdge });
  return fc.tuple(edge, edge);
}

/**
 * Pictures of noise, one value, a ramp, a checkerboard or a single dot (fast-check arbitrary); they
 * shrink to small ones.
 * @example fc.assert(fc.property(images(), (image) => horizontalFlip(image).width === image.width));
 */
export function images({
  channels = [1, 3, 4],
  kinds = ["bytes", "floats"],
  maxEdge = 33,
  size,
}: PictureOptions = {}): Arbitrary<Image> {
  return fc
    .record({
      size: size === undefined ? sizes(maxEdge) : fc.constant(size),
      channels: fc.constantFrom(...channels),
      kind: fc.constantFrom(...kinds),
      pattern: fc.constantFrom(...patterns),
      seed: fc.nat(),
    })
    .map((drawn) => paint(drawn.size, drawn.channels, drawn.kind, drawn.pattern, drawn.seed));
}

/**
 * Videos of one to three such pictures of one shape (fast-check arbitrary).
 * @example fc.assert(fc.property(videos(), (video) => video.length >= 1));
 */
export function videos(options: PictureOptions = {}): Arbitrary<Video> {
  const { channels = [1, 3, 4], kinds = ["bytes", "floats"], maxEdge = 33, size } = options;
  return fc
    .record({
      size: size === undefined ? sizes(maxEdge) : fc.constant(size),
      channels: fc.constantFrom(...channels),
      kind: fc.constantFrom(...kinds),
    })
    .chain((drawn) => {
      const frame = images({ channels: [drawn.channels], kinds: [drawn.kind], size: drawn.size });
      return fc.array(frame, { minLength: 1, maxLength: 3 });
    })
    .map((frames) => new Video(frames));
}

function paint(
  [height, width]: Size,
  channels: Channels,
  kind: "bytes" | "floats",
  pattern: Pattern,
  seed: number,
): Image {
  const rng = new Rng(seed);
  const level = rng.int(0, 256);
  const dot = rng.int(0, height * width);
  const value = (i: number): number => {
    const pixel = Math.floor(i / channels);
    const [y, x] = [Math.floor(pixel / width), pixel % width];
    switch (pattern) {
      case "noise":
        return rng.int(0, 256);
      case "constant":
        return level;
      case "ramp":
        return (x * 7 + y * 3) % 256;
      case "checker":
        return (x + y) % 2 === 0 ? 255 : level;
      case "dot":
        return pixel === dot ? 255 : 0;
      default:
        return pattern satisfies never;
    }
  };
  const bytes = Uint8Array.from({ length: height * width * channels }, (_, i) => value(i));
  const data = kind === "bytes" ? bytes : Float32Array.from(bytes, (byte) => byte / 255);
  return new Image(data, { height, width, channels });
}
