import type { PickleKey, PickleValue } from "./pickle-values.ts";

/** A `collections.OrderedDict` in a pickle: the one value that BUILD may give attributes to. */
export class OrderedDict extends Map<PickleKey, PickleValue> {
  /** What PyTorch puts beside the entries of a state dict (`_metadata`); not used. */
  attributes: Map<PickleKey, PickleValue> | undefined;
}
