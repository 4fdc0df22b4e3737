/**
 * A data set of one's own in worker threads: the same batches for any number of them, a class balanced, bad samples
 * counted, and a stop in the middle of an epoch that is resumed.
 *
 *   node build/examples/13-data-loading.js
 */
import { isMainThread } from "node:worker_threads";
import { DataLoader, datasets, Image, type Rng, type Tensor, transforms } from "tsvision";

const { Compose, Normalize, RandomCrop, RandomHorizontalFlip, ToTensor } = transforms;
type Sample = [Tensor, number];

/** Two kinds of grey squares, the second one rare; square 16 cannot be drawn. */
class Squares implements datasets.Dataset<Sample> {
  readonly length: number;
  readonly targets: readonly number[];
  readonly #transform = new Compose([
    new RandomCrop(24),
    new RandomHorizontalFlip(),
    new ToTensor(),
    new Normalize([0.5], [0.5]),
  ]);

  constructor(length: number) {
    this.length = length;
    this.targets = Array.from({ length }, (_, index) => (index % 8 === 0 ? 1 : 0));
  }

  // What is random is drawn from the generator that comes along: it belongs to this sample of this epoch.
  async get(index: number, rng?: Rng): Promise<Sample> {
    if (index === 16) throw new Error("the pencil broke");
    const label = this.targets[index]!;
    const pixels = new Uint8Array(32 * 32);
    for (let y = 8; y < 24; y++) pixels.fill(100 + 100 * label + index, y * 32 + 4, y * 32 + 20);
    const image = new Image(pixels, { width: 32, height: 32, channels: 1 });
    return [this.#transform.apply(image, rng), label];
  }

  describe(index: number): string {
    return `square ${index}`;
  }
}

/** Each worker calls this for a data set of its own. */
export function makeSquares({ length }: { length: number }): Squares {
  return new Squares(length);
}

function makeLoader(numWorkers: number): DataLoader<Sample> {
  const squares = new Squares(40);
  return new DataLoader(squares, {
    batchSize: 8,
    seed: 1,
    sampler: new datasets.ClassBalancedSampler(squares.targets),
    onError: { max: 10 },
    numWorkers,
    worker: { module: import.meta.url, export: "makeSquares", data: { length: 40 } },
  });
}

// The batches of one epoch from where the loader stands, as text.
async function read(loader: DataLoader<Sample>, most = Infinity): Promise<string[]> {
  const batches: string[] = [];
  for await (const [images, labels] of loader) {
    batches.push(`${images.hostData()} ${labels.hostData()}`);
    if (batches.length === most) break;
  }
  return batches;
}

async function main(): Promise<void> {
  const whole = await read(makeLoader(0));
  await using loader = makeLoader(2);
  const same = await read(loader);
  console.log(`${same.length} batches, the same from 2 workers: ${String(same) === String(whole)}`);
  const left = loader.skipped.map(({ error }) => error.file);
  console.log(`left out ${left.length} times: ${left[0]}`);

  const first = makeLoader(2);
  const before = await read(first, 2);
  const state = JSON.stringify(first.stateDict());
  await using second = makeLoader(1);
  second.loadStateDict(JSON.parse(state));
  const after = await read(second);
  console.log(`resumed after batch 2: ${String([...before, ...after]) === String(whole)}`);

  let [rare, all] = [0, 0];
  for await (const [, labels] of makeLoader(0)) {
    for (const label of labels.hostData()) rare += Number(label);
    all += labels.shape[0]!;
  }
  console.log(`${rare} of ${all} samples are of the rare class, as 5 of 40 squares`);
}

if (isMainThread) await main();
