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

const names = (lists: readonly string[]) => lists.flatMap((list) => list.split(" "));

// Equal bytes for bytes in every golden case; floats within 1e-5.
function equal(...lists: readonly string[]): Readonly<Record<string, ParityNote>> {
  return Object.fromEntries(names(lists).map((name) => [name, { difference: "none" }]));
}

// torchvision 0.14 has no such class: its draws are made by hand with the same calls of torch.
function drawn(...lists: readonly string[]): Readonly<Record<string, ParityNote>> {
  const note = { difference: "none", note: "draws by newer torchvision's documentation" };
  return Object.fromEntries(names(lists).map((name) => [name, note]));
}

/** Notes by place and name. Pure data. */
export const parityNotes: Readonly<Record<string, Readonly<Record<string, ParityNote>>>> = {
  "transforms.v2": {
    ...equal(
      "CenterCrop ColorJitter FiveCrop TenCrop Grayscale JPEG Normalize PILToTensor Pad RGB RandomAdjustSharpness",
      "RandomAutocontrast RandomChannelPermutation RandomCrop RandomEqualize RandomErasing RandomGrayscale",
      "RandomHorizontalFlip RandomInvert RandomPosterize RandomResizedCrop RandomSolarize RandomVerticalFlip",
      "Resize ToPILImage ToTensor AutoAugment RandAugment TrivialAugmentWide RandomRotation",
    ),
    ...drawn(
      "RandomIoUCrop RandomPhotometricDistort RandomResize RandomShortestSize RandomZoomOut ScaleJitter",
    ),
    AugMix: { difference: "none", note: "to torchvision's rules over Pillow's operations" },
    GaussianBlur: {
      difference: "1 level in a few of 100,000 bytes",
      note: "torch sums in float32",
    },
    GaussianNoise: { difference: "none", note: "by newer torchvision's documentation" },
    MixUp: { difference: "none", note: "by newer torchvision's documentation" },
    CutMix: { difference: "none", note: "by newer torchvision's documentation" },
    LinearTransformation: { difference: "1e-5" },
    UniformTemporalSubsample: { difference: "none" },
    ElasticTransform: {
      difference: "1 level in at most 6 of 198,000 bytes; 3e-6 in the field",
      note: "the field is blurred in another order of sums",
    },
    RandomAffine: {
      difference: "none, but 1 byte by 1 level in 35,000 cases",
      note: "sine of libm",
    },
    RandomPerspective: {
      difference: "none",
      note: "coefficients in float64, as newer torchvision",
    },
    ConvertImageDtype: { difference: "1.2e-7", note: "boxes and masks keep their types" },
    ToDtype: {
      difference: "1.2e-7",
      note: "0.14 divides by 255, later versions multiply by 1 / 255",
    },
    ToCVCUDATensor: gpu,
    CVCUDAToTensor: gpu,
  },
  "transforms._presets": { ImageClassification: { difference: "1e-6" } },
  "transforms.v2.functional": {
    ...equal(
      "adjust_brightness adjust_contrast adjust_gamma adjust_hue adjust_saturation adjust_sharpness",
      "autocontrast center_crop crop equalize erase five_crop horizontal_flip invert jpeg normalize pad",
      "permute_channels perspective pil_to_tensor posterize resize resized_crop rgb_to_grayscale rotate",
      "solarize ten_crop to_pil_image to_tensor vertical_flip elastic elastic_transform to_grayscale",
    ),
    gaussian_blur: {
      difference: "1 level in a few of 100,000 bytes",
      note: "torch sums in float32",
    },
    gaussian_noise: { difference: "none", note: "by newer torchvision's documentation" },
    uniform_temporal_subsample: { difference: "none" },
    affine: { difference: "none, but 1 byte by 1 level in 35,000 cases", note: "sine of libm" },
    convert_bounding_box_format: { difference: "1e-4" },
    clamp_bounding_boxes: { difference: "1e-4", note: "rotated boxes by the rules of 0.25" },
    convert_image_dtype: { difference: "1.2e-7" },
    to_dtype: { difference: "1.2e-7" },
    hflip: { here: "horizontalFlip", difference: "none" },
    vflip: { here: "verticalFlip", difference: "none" },
    sanitize_keypoints: { here: "sanitizeKeyPoints" },
    clamp_keypoints: { here: "clampKeyPoints" },
  },
  ops: {
    ...equal("batched_nms box_area box_convert clip_boxes_to_image masks_to_boxes nms roi_pool"),
    box_iou: { difference: "6e-8" },
    complete_box_iou: { difference: "2.5e-7" },
    distance_box_iou: { difference: "2.5e-7" },
    generalized_box_iou: { difference: "2.5e-7" },
    complete_box_iou_loss: { difference: "1e-6" },
    distance_box_iou_loss: { difference: "1e-6" },
    generalized_box_iou_loss: { difference: "1e-6" },
    sigmoid_focal_loss: { difference: "2e-6" },
    deform_conv2d: { state: "limited", difference: "1e-5", note: "no gradients" },
    ps_roi_align: { state: "limited", difference: "1e-5", note: "no gradients" },
    ps_roi_pool: { state: "limited", difference: "1e-6", note: "no gradients" },
    roi_align: { state: "limited", difference: "1e-5", note: "no gradients" },
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
  datasets: {
    ...equal(
      "CIFAR10 CIFAR100 CelebA DTD EMNIST FGVCAircraft FakeData FashionMNIST Flowers102 Food101 GTSRB",
      "LFWPairs LFWPeople MNIST OxfordIIITPet Places365 STL10 SVHN StanfordCars USPS VOCSegmentation",
    ),
    Cityscapes: { difference: "none", note: "files sorted; instances as masks and labels" },
    CocoDetection: {
      difference: "none",
      note: "targets as `wrap_dataset_for_transforms_v2` gives them; masks as pycocotools",
    },
    Kinetics: {
      here: "FrameFolder",
      state: "limited",
      note: "folders of frames; video files have to be taken apart first",
    },
    PCAM: { note: "with the package h5wasm" },
    QMNIST: { difference: "none", note: "labels as torchvision from 0.15 on" },
    SUN397: { note: "files sorted, where torchvision takes the disk's order" },
    VOCDetection: {
      difference: "none",
      note: "targets as `wrap_dataset_for_transforms_v2` gives them, and the whole annotation",
    },
  },
  io: {
    read_video: video,
    write_video: video,
  },
};
