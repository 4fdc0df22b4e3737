import { type AdamOptions, type AdamSettings, adamFacts, adamStep } from "./adam-family.ts";
import { descent } from "./descent.ts";
import { Optimizer, type Update, type UpdateInput } from "./optimizer.ts";
import type { Trained } from "./param-group.ts";

const facts = adamFacts("Adam", 0);

/**
 * Adam (Kingma and Ba 2014): steps of about the learning rate, whatever the gradient's size. `torch.optim.Adam`.
 * @example const optimizer = new Adam(model.parameters(), { lr: 3e-4 });
 */
export class Adam extends Optimizer<AdamSettings> {
  constructor(parameters: Trained<AdamSettings>, options: AdamOptions = {}) {
    super(facts, parameters, options);
  }

  protected update(input: UpdateInput<AdamSettings>): Update {
    return adamStep(input.parameter, descent(input), input);
  }
}
