import { realizeNodes } from "./default-engine.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Computes several tensors in one native run.
 * @example await realize(loss, accuracy); loss.hostData();
 */
export async function realize(...tensors: readonly Tensor[]): Promise<void> {
  await realizeNodes(tensors.map(({ node }) => node));
}
