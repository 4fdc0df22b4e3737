/** A state dict whose values do not matter here. */
type Named<Value> = ReadonlyMap<string, Value>;

// DenseNet's files of 2017: `denselayer1.norm.1.weight` -> `denselayer1.norm1.weight`.
const denseLayer = /(denselayer\d+\.(?:norm|relu|conv))\.([12]\.)/;
// Vision transformers before torchvision 0.13: `mlp.linear_1.weight` -> `mlp.0.weight`, linear_2 -> 3.
const mlpLayer = /(encoder_layer_\d+\.mlp\.)linear_([12])\./;

/**
 * The state dict of a file by today's names: DenseNet's and the vision transformers' layers had others. The
 * order stays.
 * @example renameOldKeys(new Map([["denselayer1.norm.1.bias", 0]])); // Map { "denselayer1.norm1.bias" => 0 }
 */
export function renameOldKeys<Value>(state: Named<Value>): Map<string, Value> {
  return new Map([...state].map(([key, value]) => [rename(key), value]));
}

function rename(key: string): string {
  return key
    .replace(denseLayer, "$1$2")
    .replace(mlpLayer, (_, start: string, which: string) => `${start}${which === "1" ? 0 : 3}.`);
}

const batches = /(^|\.)num_batches_tracked$/;

/**
 * Adds the counters of batch normalisation, as `own` has them, to a file from before PyTorch 0.4.1, which has
 * none at all; PyTorch starts them at 0 too.
 */
export function addBatchCounters<Value>(state: Map<string, Value>, own: Named<Value>): void {
  if ([...state.keys()].some((key) => batches.test(key))) return;
  for (const [key, value] of own) if (batches.test(key)) state.set(key, value);
}
