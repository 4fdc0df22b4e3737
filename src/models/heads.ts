/** The layers behind which the classes come, by the start of a model's name; the first that fits. */
const heads: readonly (readonly [name: RegExp, layers: readonly string[]])[] = [
  [/^(alexnet|vgg)/, ["classifier.6"]],
  [/^convnext/, ["classifier.2"]],
  [/^densenet/, ["classifier"]],
  [/^(efficientnet|mnasnet|mobilenet_v2|squeezenet)/, ["classifier.1"]],
  [/^googlenet/, ["fc", "aux1.fc2", "aux2.fc2"]],
  [/^inception/, ["fc", "AuxLogits.fc"]],
  [/^maxvit/, ["classifier.5"]],
  [/^mobilenet_v3/, ["classifier.3"]],
  [/^(regnet|resne|shufflenet|wide_resnet)/, ["fc"]],
  [/^swin/, ["head"]],
  [/^vit/, ["heads.head"]],
];

/**
 * The paths of a model's layers whose outputs are the classes, the main one first: what `numClasses` starts
 * anew for fine-tuning. None for models that are not torchvision's.
 * @example headsOf("resnet50"); // ["fc"]
 */
export function headsOf(builder: string): readonly string[] {
  return heads.find(([name]) => name.test(builder))?.[1] ?? [];
}

/** Whether a key of a state dict belongs to one of these layers. */
export function isInHead(key: string, layers: readonly string[]): boolean {
  return layers.some((layer) => key.startsWith(`${layer}.`));
}
