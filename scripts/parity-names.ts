/** torchvision's public names (0.25), by the place they have there. Pure data. */
export const parityNames = {
  "transforms.v2": `
    AugMix AutoAugment CenterCrop ClampBoundingBoxes ClampKeyPoints ColorJitter Compose
    ConvertBoundingBoxFormat ConvertImageDtype CutMix ElasticTransform FiveCrop GaussianBlur
    GaussianNoise Grayscale Identity JPEG Lambda LinearTransformation MixUp Normalize PILToTensor Pad
    RGB RandAugment RandomAdjustSharpness RandomAffine RandomApply RandomAutocontrast
    RandomChannelPermutation RandomChoice RandomCrop RandomEqualize RandomErasing RandomGrayscale
    RandomHorizontalFlip RandomInvert RandomIoUCrop RandomOrder RandomPerspective
    RandomPhotometricDistort RandomPosterize RandomResize RandomResizedCrop RandomRotation
    RandomShortestSize RandomSolarize RandomVerticalFlip RandomZoomOut Resize SanitizeBoundingBoxes
    SanitizeKeyPoints ScaleJitter SetClampingMode TenCrop ToCVCUDATensor CVCUDAToTensor ToDtype ToImage
    ToPILImage ToPureTensor ToTensor TrivialAugmentWide UniformTemporalSubsample`,
  "transforms._presets": "ImageClassification",
  "transforms.v2.functional": `
    adjust_brightness adjust_contrast adjust_gamma adjust_hue adjust_saturation adjust_sharpness affine
    autocontrast center_crop clamp_bounding_boxes clamp_keypoints convert_bounding_box_format
    convert_image_dtype crop elastic elastic_transform equalize erase five_crop gaussian_blur
    gaussian_noise get_dimensions get_image_num_channels get_num_channels get_num_frames get_size
    grayscale_to_rgb hflip horizontal_flip invert jpeg normalize pad permute_channels perspective
    pil_to_tensor posterize resize resized_crop rgb_to_grayscale rotate sanitize_bounding_boxes
    sanitize_keypoints solarize ten_crop to_dtype to_grayscale to_image to_pil_image to_tensor
    uniform_temporal_subsample vertical_flip vflip`,
  tv_tensors: "Image Video Mask BoundingBoxes KeyPoints",
  ops: `
    batched_nms box_area box_convert box_iou clip_boxes_to_image complete_box_iou
    complete_box_iou_loss deform_conv2d distance_box_iou distance_box_iou_loss generalized_box_iou
    generalized_box_iou_loss masks_to_boxes nms ps_roi_align ps_roi_pool remove_small_boxes roi_align
    roi_pool sigmoid_focal_loss FeaturePyramidNetwork MultiScaleRoIAlign FrozenBatchNorm2d
    SqueezeExcitation`,
  utils: `
    draw_bounding_boxes draw_keypoints draw_segmentation_masks flow_to_image make_grid save_image`,
  io: `
    decode_image encode_jpeg encode_png read_image read_video write_video`,
  datasets: `
    CIFAR10 CIFAR100 Caltech101 Caltech256 CelebA Cityscapes CocoCaptions CocoDetection Country211 DTD
    DatasetFolder EMNIST EuroSAT FGVCAircraft FakeData FashionMNIST Flickr30k Flickr8k Flowers102
    Food101 GTSRB ImageFolder ImageNet Imagenette KMNIST Kinetics LFWPairs LFWPeople MNIST
    OxfordIIITPet PCAM Places365 QMNIST STL10 SUN397 SVHN StanfordCars USPS VOCDetection
    VOCSegmentation VisionDataset`,
  models: `
    alexnet convnext_tiny convnext_small convnext_base convnext_large densenet121 densenet161
    densenet169 densenet201 efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3
    efficientnet_b4 efficientnet_b5 efficientnet_b6 efficientnet_b7 efficientnet_v2_s
    efficientnet_v2_m efficientnet_v2_l googlenet inception_v3 maxvit_t mnasnet0_5 mnasnet0_75
    mnasnet1_0 mnasnet1_3 mobilenet_v2 mobilenet_v3_large mobilenet_v3_small regnet_x_16gf
    regnet_x_1_6gf regnet_x_32gf regnet_x_3_2gf regnet_x_400mf regnet_x_800mf regnet_x_8gf
    regnet_y_128gf regnet_y_16gf regnet_y_1_6gf regnet_y_32gf regnet_y_3_2gf regnet_y_400mf
    regnet_y_800mf regnet_y_8gf resnet101 resnet152 resnet18 resnet34 resnet50 resnext101_32x8d
    resnext101_64x4d resnext50_32x4d shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x1_5
    shufflenet_v2_x2_0 squeezenet1_0 squeezenet1_1 swin_b swin_s swin_t swin_v2_b swin_v2_s swin_v2_t
    vgg11 vgg11_bn vgg13 vgg13_bn vgg16 vgg16_bn vgg19 vgg19_bn vit_b_16 vit_b_32 vit_h_14 vit_l_16
    vit_l_32 wide_resnet101_2 wide_resnet50_2`,
} as const satisfies Record<string, string>;

/** A place of torchvision. */
export type ParityPlace = keyof typeof parityNames;
