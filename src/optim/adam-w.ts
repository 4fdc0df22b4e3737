import { type AdamOptions, type AdamSettings, adamFacts, adamStep } from "./adam-family.ts";
import { Optimizer, type Update, type UpdateInput } from "./optimizer.ts";
import type { Trained } from "./param-group.ts";

const facts = adamFacts("AdamW", 1e-2);

/**
 * Adam with a weight decay that the gradient's size does not change (Loshchilov and Hutter 2017). `torch.optim.AdamW`.
 * @example const optimizer = new AdamW(model.parameters(), { lr: 1e-3, weightDecay: 0.05 });
 */
export class AdamW extends Optimizer<AdamSettings> {
  constructor(parameters: Trained<AdamSettings>, options: AdamOptions = {}) {
    super(facts, parameters, options);
  }

  // p -= lr decay p, then Adam's step
  protected update(input: UpdateInput<AdamSettings>): Update {
    const { parameter, gradient, settings, scalar } = input;
    const { lr, weightDecay, maximize } = settings;
    const shrunk = parameter.mul(scalar("shrink", 1 - lr * weightDecay));
    return adamStep(shrunk, maximize ? gradient.neg() : gradient, input);
  }
}
