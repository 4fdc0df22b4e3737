import { describe, test } from "node:test";
import fc from "fast-check";
import {
  boundingBoxes,
  checkTransform,
  images,
  keyPoints,
  laws,
  masks,
  pipelines,
  samples,
  transformsNamed,
} from "../../../src/testing/index.ts";
import {
  particularArguments,
  transformArguments,
} from "../../../src/testing/transform-arguments.ts";
import {
  functional,
  GeometricTransform,
  type Transform,
  transforms,
} from "../../../src/transforms/index.ts";

// One suite for all: a transform that is added to the table is checked here without a line of its own.
describe("the laws of every transform", () => {
  for (const name of Object.keys(transformArguments))
    test(name, () => checkTransform(transformsNamed(name)));

  test("pipelines", () => checkTransform(pipelines(), { samples: samples({ maxEdge: 12 }) }));
});

type Options = { distortionScale?: number; expand?: boolean; center?: unknown };

// Where boxes and points go only roughly where pixels go, in torchvision too: elastic fields are looked
// up backwards, strong perspective stretches single pixels, Pillow turns about the middle if it expands.
function follows({ name, options }: Transform): boolean {
  const { distortionScale = 0, expand, center } = options as Options;
  return name !== "ElasticTransform" && distortionScale < 0.3 && !(expand && center);
}

describe("boxes and key points go where pixels go", () => {
  const { boxesHoldMasks, pointsFollowPixels } = laws;
  const only = { boxesHoldMasks: boxesHoldMasks(), pointsFollowPixels: pointsFollowPixels() };
  const except = [...Object.keys(laws.generalLaws), "roundTrip", "identityAtZero", "partsAgree"];
  for (const [name, { build }] of Object.entries(transforms)) {
    if (!(build.prototype instanceof GeometricTransform) || name === "ElasticTransform") continue;
    test(name, () =>
      checkTransform(transformsNamed(name).filter(follows), {
        except: [...except, "boxesInside"],
        laws: only,
        runs: 200,
      }),
    );
  }
});

const pictures = images().map((image) => ({ image, twin: image, label: 3, none: null }));
const tensors = pictures.map(({ image, ...rest }) => {
  const tensor = functional.convertImageDtype(functional.toPureTensor(image));
  return { ...rest, image: tensor, twin: tensor };
});
const places = fc
  .tuple(fc.nat(9), fc.nat(9))
  .map(([height, width]) => [height + 1, width + 1] as const)
  .chain((size) =>
    fc.tuple(
      images({ size }),
      boundingBoxes({ canvasSize: size }),
      keyPoints({ size }),
      masks({ size }),
    ),
  )
  .map(([image, boxes, points, mask]) => ({ image, twin: image, boxes, points, mask }));
// Automatic augmentation takes one picture, of bytes.
const bytes = images({ channels: [1, 3], kinds: ["bytes"] }).map((image) => ({ image, label: 3 }));
// They take a single picture, or draw for every picture anew.
const drawsEach = ["AugMix", "AutoAugment", "GaussianNoise", "RandAugment", "TrivialAugmentWide"];
const samplesOf: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  AugMix: bytes,
  AutoAugment: bytes,
  RandAugment: bytes,
  TrivialAugmentWide: bytes,
  ConvertBoundingBoxFormat: places,
  Normalize: tensors,
  SanitizeBoundingBoxes: places,
  SanitizeKeyPoints: places,
  ToImage: tensors,
};

describe("the laws of transforms that change kinds", () => {
  for (const name of Object.keys(particularArguments))
    test(name, () =>
      checkTransform(transformsNamed(name), {
        samples: samplesOf[name] ?? pictures,
        except: drawsEach.includes(name) ? ["oneDraw"] : ["structureKept"],
      }),
    );
});
