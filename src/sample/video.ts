import { expected } from "../util/errors.ts";
import type { Size } from "./canvas.ts";
import { Image } from "./image.ts";

/**
 * Pictures in time: at least one frame, all of one size, channel count and pixel kind
 * (torchvision's `tv_tensors.Video`). Throws if the frames differ.
 * @example const still = new Video([frame, frame]);
 */
export class Video {
  readonly frames: readonly Image[];

  constructor(frames: readonly Image[]) {
    const first = frames[0];
    if (first === undefined)
      throw expected("Video", "at least one frame", 0, "drop empty clips before this");
    for (const [index, frame] of frames.entries()) {
      if (frame instanceof Image && layout(frame) === layout(first)) continue;
      const got = frame instanceof Image ? layout(frame) : frame;
      const what = `frame ${index} to be ${layout(first)} as frame 0 is`;
      throw expected("Video", what, got, "bring all frames to one size and kind");
    }
    this.frames = [...frames];
  }

  /** The number of frames. */
  get length(): number {
    return this.frames.length;
  }

  /** `[height, width]` of every frame. */
  get size(): Size {
    return this.frames[0]!.size;
  }
}

function layout({ height, width, channels, data }: Image): string {
  return `${height} x ${width} x ${channels} ${data instanceof Uint8Array ? "bytes" : "floats"}`;
}
