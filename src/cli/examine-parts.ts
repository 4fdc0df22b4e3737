import { decodeImage, encodePng } from "../io/index.ts";
import { Image } from "../sample/index.ts";
import { engineName, Tensor } from "../tensor/index.ts";
import { Compose, Resize, ToTensor } from "../transforms/index.ts";
import { show, VisionError } from "../util/errors.ts";
import type { Finding } from "./finding.ts";
import { versions } from "./versions.ts";

/** The parts that can be missing or broken, replaced in tests. */
export interface Parts {
  readonly decode: typeof decodeImage;
  readonly encode: typeof encodePng;
  readonly engine: () => Promise<string>;
}

const ownParts: Parts = { decode: decodeImage, encode: encodePng, engine: engineName };

/** Loads the codec and the engine and lets both work a little; errors are shown as they came. */
export async function examineParts(parts: Parts = ownParts): Promise<Finding[]> {
  const codec = await tryOut("image codec", async () => {
    await parts.encode(picture());
    return `sharp ${versions().sharp ?? "not installed"} loads`;
  });
  const engine = await tryOut("tensor engine", async () => `${await parts.engine()} loads`);
  const canTest = codec.status === "good" && engine.status === "good";
  return canTest ? [codec, engine, await selfTest(parts)] : [codec, engine];
}

async function tryOut(check: string, work: () => Promise<string>): Promise<Finding> {
  try {
    return { check, status: "good", found: await work() };
  } catch (error) {
    const hint = error instanceof VisionError ? error.hint : "please report this with the output";
    return { check, status: "bad", found: reasons(error).join("; because: "), hint };
  }
}

// An error and what caused it, first lines only.
function reasons(error: unknown): string[] {
  const first = summary(error).split("\n")[0]!;
  return error instanceof Error && error.cause !== undefined
    ? [first, ...reasons(error.cause)]
    : [first];
}

// The hint of our own errors stands on its own line.
function summary(error: unknown): string {
  if (error instanceof VisionError) return `expected ${error.expected}, got ${show(error.got)}`;
  return error instanceof Error ? error.message : String(error);
}

/** Encodes, decodes, resizes and multiplies a small picture, and compares with the known result. */
async function selfTest({ decode, encode }: Parts): Promise<Finding> {
  const start = performance.now();
  const marks: string[] = [];
  let last = start;
  const mark = (name: string) => {
    const now = performance.now();
    marks.push(`${name} ${(now - last).toFixed(0)} ms`);
    last = now;
  };
  return tryOut("self-test", async () => {
    const image = await decode(await encode(picture()));
    mark("encode and decode");
    const tensor = new Compose([new Resize([side, side]), new ToTensor()]).apply(image) as unknown;
    mark("transform");
    // The picture has one colour: the mean is known without the code under test.
    const mean = await (tensor as Tensor).mean().item();
    const ones = Tensor.fromData(new Float32Array(64 * 64).fill(1), [64, 64]);
    const product = await ones.matmul(ones).sum().item();
    mark("compute");
    if (Math.abs(mean - expectedMean) > 1e-3) throw new Error(`mean ${mean}, not ${expectedMean}`);
    if (product !== 64 ** 3) throw new Error(`sum of a product ${product}, not ${64 ** 3}`);
    return marks.join(", ");
  });
}

const side = 32;
const expectedMean = (200 + 100 + 50) / 3 / 255;

// One colour, so that no resampling can change it.
function picture(): Image {
  const data = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => [200, 100, 50][i % 3]!);
  return new Image(data, { width: 64, height: 64, channels: 3 });
}
