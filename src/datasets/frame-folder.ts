import { basename, dirname, join } from "node:path";
import { type DecodeOptions, readImage } from "../io/index.ts";
import { type Image, Video } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { VisionError } from "../util/errors.ts";
import { classFolders, imageExtensions, imageFiles } from "./image-files.ts";
import { sourceOf, VisionDataset, type VisionOptions } from "./vision-dataset.ts";

/** Options of `FrameFolder.open`. */
export interface FrameFolderOptions<X = Video, Y = number>
  extends Omit<VisionOptions<X, Y, number, Video>, "transforms"> {
  /** Frames of a clip. Default: a clip is all frames of its video. */
  readonly framesPerClip?: number | undefined;
  /** Frames from the start of a clip to that of the next one, after `frameStep`. Default: 1. */
  readonly stepBetweenClips?: number;
  /** Takes every nth frame of a video. Default: 1. */
  readonly frameStep?: number;
  /** How frames are decoded: see `readImage`. Default: RGB. */
  readonly decode?: Omit<DecodeOptions, "file"> | undefined;
}

const name = "FrameFolder";

/** Some frames of a video. */
interface Clip {
  /** Place of its video in the list of these. */
  readonly video: number;
  readonly frames: readonly string[];
  readonly label: number;
}

/**
 * Videos as folders of frames, `root/<class>/<video>/0001.jpg`, as Kinetics is mostly kept: torchvision's
 * Kinetics, UCF101 and HMDB51 without the video files. Classes, videos and frames are in Python's order
 * of their names. A sample is `[video, label]`, a Video of `framesPerClip` frames; a video that is too
 * short for a clip gives none. Throws NOT_FOUND for a root without classes and a class without frames.
 * @example
 * const clips = await FrameFolder.open("kinetics/val", { framesPerClip: 16, stepBetweenClips: 8 });
 * const [video, label] = await clips.get(0);
 */
export class FrameFolder<X = Video, Y = number> extends VisionDataset<Video, number, X, Y> {
  readonly classes: readonly string[];
  readonly classToIdx: ReadonlyMap<string, number>;
  readonly length: number;
  /** The videos' folders. */
  readonly videos: readonly string[];
  /** The labels, in the samples' order. */
  readonly targets: readonly number[];
  readonly #clips: readonly Clip[];
  readonly #decode: FrameFolderOptions["decode"];

  private constructor(
    root: string,
    found: { classes: readonly string[]; videos: readonly string[]; clips: readonly Clip[] },
    options: FrameFolderOptions<X, Y>,
  ) {
    super(root, options, sourceOf(import.meta.url, name, root, options));
    this.classes = found.classes;
    this.classToIdx = new Map(found.classes.map((title, i) => [title, i]));
    this.videos = found.videos;
    this.length = found.clips.length;
    this.targets = found.clips.map(({ label }) => label);
    this.#clips = found.clips;
    this.#decode = options.decode;
  }

  /** Lists the folders; frames are read when their clips are. */
  static async open<X = Video, Y = number>(
    root: string,
    options: FrameFolderOptions<X, Y> = {},
  ): Promise<FrameFolder<X, Y>> {
    const { framesPerClip, stepBetweenClips = 1, frameStep = 1 } = options;
    if (framesPerClip !== undefined) checkInteger(name, "framesPerClip", framesPerClip, { low: 1 });
    checkInteger(name, "stepBetweenClips", stepBetweenClips, { low: 1 });
    checkInteger(name, "frameStep", frameStep, { low: 1 });
    const classes = await classFolders(name, root);
    if (classes.length === 0) throw nothing(root, "a folder for each class");
    const [videos, clips]: [string[], Clip[]] = [[], []];
    for (const [label, title] of classes.entries()) {
      const found = await videosOf(join(root, title));
      if (found.size === 0) throw nothing(join(root, title), "folders of frames");
      for (const [video, frames] of found) {
        for (const part of windows(frames, { framesPerClip, stepBetweenClips, frameStep }))
          clips.push({ video: videos.length, frames: part, label });
        videos.push(video);
      }
    }
    return new FrameFolder(root, { classes, videos, clips }, options);
  }

  /** Where a clip is: its video's place in `videos`, and its frames' names. */
  clip(index: number): { readonly video: number; readonly frames: readonly string[] } {
    checkInteger(name, "index", index, { high: this.length - 1 });
    const { video, frames } = this.#clips[index]!;
    return { video, frames: frames.map((frame) => basename(frame)) };
  }

  protected async load(index: number): Promise<[Video, number]> {
    const { frames, label } = this.#clips[index]!;
    const images: Image[] = [];
    for (const frame of frames) images.push(await readImage(frame, this.#decode));
    return [new Video(images), label];
  }

  describe(index: number): string {
    const { video, frames } = this.#clips[index]!;
    return `${this.videos[video]!} from ${basename(frames[0]!)} on`;
  }
}

async function videosOf(folder: string): Promise<Map<string, string[]>> {
  const videos = new Map<string, string[]>();
  for (const file of await imageFiles(name, folder, imageExtensions)) {
    const video = join(folder, dirname(file));
    if (video === join(folder)) continue; // a picture beside the videos
    const frames = videos.get(video);
    if (frames === undefined) videos.set(video, [join(folder, file)]);
    else frames.push(join(folder, file));
  }
  return videos;
}

function windows(
  frames: readonly string[],
  steps: {
    readonly framesPerClip: number | undefined;
    readonly stepBetweenClips: number;
    readonly frameStep: number;
  },
): string[][] {
  const kept = frames.filter((_, i) => i % steps.frameStep === 0);
  const { framesPerClip = kept.length, stepBetweenClips } = steps;
  const count = Math.floor((kept.length - framesPerClip) / stepBetweenClips) + 1;
  if (steps.framesPerClip === undefined) return [kept];
  return Array.from({ length: Math.max(0, count) }, (_, i) =>
    kept.slice(i * stepBetweenClips, i * stepBetweenClips + framesPerClip),
  );
}

function nothing(file: string, expected: string): VisionError {
  const hint = "lay the frames out as root/class/video/frame.jpg";
  const facts = { code: "NOT_FOUND", who: name, expected, got: "none" } as const;
  return new VisionError({ ...facts, hint, file });
}
