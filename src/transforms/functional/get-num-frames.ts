import { Video } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";

/**
 * The frames of a video or of a tensor `[..., t, c, h, w]` (torchvision's `get_num_frames`).
 * @example getNumFrames(video); // 16
 */
export function getNumFrames(video: Video | Tensor): number {
  if (video instanceof Video) return video.length;
  if (video instanceof Tensor && video.shape.length >= 4) return video.shape.at(-4)!;
  const got = video instanceof Tensor ? video.shape : video;
  throw expected("getNumFrames", "a Video or a tensor [..., t, c, h, w]", got, "pass a video");
}
