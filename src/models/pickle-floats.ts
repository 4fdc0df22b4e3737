// Settings of PyTorch's optimizers and schedules that are floats there whatever their value:
// JavaScript has one type of number, so that a learning rate of 1 would come to Python as an int.
const names: ReadonlySet<string> = new Set([
  ...[
    "lr",
    "initial_lr",
    "max_lr",
    "min_lr",
    "base_lr",
    "base_lrs",
    "_last_lr",
    "eta_min",
    "lr_decay",
  ],
  ...["betas", "eps", "weight_decay", "momentum", "dampening", "alpha", "rho", "lambd", "t0"],
  ...["etas", "step_sizes", "momentum_decay", "initial_accumulator_value", "gamma"],
  ...["max_momentum", "base_momentum", "start_factor", "end_factor", "factor", "threshold"],
]);

/**
 * True for the keys under which numbers, and the numbers of an array, are written as floats: the
 * names that PyTorch's optimizers and schedules give to floats, in snake case as in camel case.
 * @example isFloatKey("weightDecay"); // true, and false for "epoch"
 */
export function isFloatKey(key: unknown): boolean {
  if (typeof key !== "string") return false;
  return names.has(key.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}
