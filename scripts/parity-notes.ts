/** What a name has to say beside being there. */
export interface ParityNote {
  /** Its name here, where it is not torchvision's in camelCase. */
  readonly here?: string;
  /** "limited" where something of it is missing, "never" where it is not meant to come. */
  readonly state?: "limited" | "never";
  /** The largest difference to torchvision's numbers, as the tests hold it. */
  readonly difference?: string;
  readonly note?: string;
}

const gpu = { state: "never", note: "for CUDA images only" } as const;
const video = {
  state: "never",
  note: "torchvision removed it in 0.28; decode frames elsewhere",
} as const;

/** Notes by place and name. Pure data. */
export const parityNotes: Readonly<Record<string, Readonly<Record<string, ParityNote>>>> = {
  "transforms.v2": {
    ToCVCUDATensor: gpu,
    CVCUDAToTensor: gpu,
  },
  "transforms.v2.functional": {
    hflip: { here: "horizontalFlip" },
    vflip: { here: "verticalFlip" },
    sanitize_keypoints: { here: "sanitizeKeyPoints" },
    clamp_keypoints: { here: "clampKeyPoints" },
  },
  utils: {
    draw_bounding_boxes: { difference: "none", note: "texts in a built-in font, no font files" },
    draw_keypoints: { difference: "none", note: "white dots where no colour is given, not none" },
    draw_segmentation_masks: {
      difference: "none",
      note: 'overlaps as in 0.14; `overlap: "black"` as in later versions',
    },
    flow_to_image: { difference: "none" },
    make_grid: { difference: "none" },
    save_image: { difference: "none", note: "PNG and JPEG" },
  },
  io: {
    read_video: video,
    write_video: video,
  },
};
